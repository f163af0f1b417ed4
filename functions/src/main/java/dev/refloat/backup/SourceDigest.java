package dev.refloat.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of keys, sizes and ETags of a collection's objects: another one as soon as one of the
 * objects is. It takes them one after the other, so that who goes through them does so once.
 */
public final class SourceDigest {
  private final MessageDigest digest;

  public SourceDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Takes the next object, in the order of {@link CollectionObjects#objects}. */
  public void add(SourceObject object) {
    String line = object.key() + " " + object.size() + " " + object.eTag() + "\n";
    digest.update(line.getBytes(UTF_8));
  }

  /** In hexadecimal; nothing can be added afterwards. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
