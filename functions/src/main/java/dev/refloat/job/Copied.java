package dev.refloat.job;

import dev.refloat.platform.Item;
import java.util.Collection;

/**
 * What was copied, of a collection or of a job. Batches are counted as wholes, each once, and what
 * was counted is never taken back.
 */
public record Copied(long objects, long bytes) {
  public static final Copied NOTHING = new Copied(0, 0);

  static Copied of(Item counters) {
    return new Copied(counters.count("objects"), counters.count("bytes"));
  }

  static Copied sum(Collection<Copied> parts) {
    return parts.stream().reduce(NOTHING, Copied::plus);
  }

  Copied plus(Copied other) {
    return new Copied(objects + other.objects, bytes + other.bytes);
  }
}
