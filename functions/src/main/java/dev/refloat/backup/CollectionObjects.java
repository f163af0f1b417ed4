package dev.refloat.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A collection and all of its objects, ordered by key. */
public record CollectionObjects(CollectionMeta meta, List<SourceObject> objects) {
  public CollectionObjects {
    objects = List.copyOf(objects);
  }

  public long bytes() {
    return objects.stream().mapToLong(SourceObject::size).sum();
  }

  /** SHA-256 in hex of keys, sizes and ETags: another one as soon as one of the objects is. */
  public String digest() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (SourceObject object : objects) {
        String line = object.key() + " " + object.size() + " " + object.eTag() + "\n";
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
