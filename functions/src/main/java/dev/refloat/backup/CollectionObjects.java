package dev.refloat.backup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A collection and all of its objects.
 *
 * @param objects ordered by key; they can be made anew each time they are gone through, so that
 *     none should be held for long
 */
public record CollectionObjects(CollectionMeta meta, Collection<SourceObject> objects) {
  /** As the meta says it: an object of another size is not found. */
  public long bytes() {
    return meta.segments()
        .flatMap(s -> Stream.of(s.insertLogs(), s.deltaLogs()))
        .flatMap(List::stream)
        .mapToLong(LogMeta::size)
        .sum();
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
