package dev.refloat.backup;

import dev.refloat.platform.Refused;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs every check that a restore runs before it copies, and restores nothing: the meta against
 * itself, and the objects against the meta.
 */
public final class BackupCheck {
  /** So many can be listed and compared in the time that a call has. */
  static final long MOST_OBJECTS = 500_000;

  private final MetaReader reader;
  private final BackupInventory inventory;
  private final long mostObjects;

  /**
   * A check of any backup.
   *
   * @param s3 a client that may read backups
   */
  public static BackupCheck of(S3Client s3) {
    return new BackupCheck(new MetaReader(s3), new BackupInventory(s3), MOST_OBJECTS);
  }

  BackupCheck(MetaReader reader, BackupInventory inventory, long mostObjects) {
    this.reader = reader;
    this.inventory = inventory;
    this.mostObjects = mostObjects;
  }

  /**
   * What was found.
   *
   * @param objects that the meta names
   * @param filesChecked false where they are too many: then only the meta was checked, which a
   *     warning says
   */
  public record Checked(long objects, boolean filesChecked, Findings findings) {}

  /**
   * Reads the meta as it is now, and nothing of the files but their list.
   *
   * @throws Refused as {@link MetaReader#read} where there is no meta that can be read
   */
  public Checked check(BackupLocation location) {
    BackupMeta meta = reader.read(location);
    String subject = "backup " + meta.name();
    Findings findings =
        Findings.ofWarnings(
                meta.warnings().stream().map(text -> Finding.warning(subject, text)).toList())
            .and(MetaCheck.check(meta));
    long objects =
        meta.collections().stream()
            .flatMap(CollectionMeta::segments)
            .mapToLong(s -> s.insertLogs().size() + s.deltaLogs().size())
            .sum();
    if (objects > mostObjects) {
      String partial =
          "it names %d objects, and up to %d are compared with the files here: only the meta was"
              .concat(" checked; a restore compares them all")
              .formatted(objects, mostObjects);
      return new Checked(
          objects,
          false,
          findings.and(Findings.ofWarnings(List.of(Finding.warning(subject, partial)))));
    }
    return new Checked(objects, true, findings.and(inventory.compare(location, meta)));
  }
}
