package dev.refloat.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Reads what a backup says of itself.
 *
 * <p>The meta of a large backup has hundreds of megabytes, so it is bound while it is read and
 * never held as a document.
 */
public final class MetaReader {
  static final String FULL = "meta/full_meta.json";
  static final String BACKUP = "meta/backup_meta.json";
  static final String COLLECTIONS = "meta/collection_meta.json";
  static final String PARTITIONS = "meta/partition_meta.json";
  static final String SEGMENTS = "meta/segment_meta.json";

  private static final int LEVEL_FILES = 4;

  /** Between the ETags of level files; no ETag has one. */
  private static final String SEVERAL = "+";

  /** The newest layout of a segment that this service knows; 3 has a manifest of its own. */
  private static final int NEWEST_STORAGE_VERSION = 2;

  /** What those are of that mostly do not say it. */
  private static final String BINLOG = "binlog";

  private static final Logger log = LoggerFactory.getLogger(MetaReader.class);

  /**
   * The deepest list of a meta is in 11. What goes into the catalogue and into answers stands
   * deeper there, where JSON of any depth could not be written.
   */
  private static final int DEPTH_MAX = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
          .build();

  /** A number with a fraction is no id, and what follows the end is not what was written. */
  private static final ObjectReader READER =
      Json.mapper()
          .reader()
          .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final S3Client s3;

  public MetaReader(S3Client s3) {
    this.s3 = s3;
  }

  private record Stored<T>(T content, String eTag, Instant lastModified) {}

  /**
   * Requests that reading a backup's meta took: one, or one in vain and one for each level file.
   */
  public static int requests(BackupMeta meta) {
    return meta.eTag().contains(SEVERAL) ? 1 + LEVEL_FILES : 1;
  }

  /**
   * Reads {@code full_meta.json}, or without it the level files, with warnings of what these cannot
   * say.
   *
   * @throws Refused {@link ErrorCode#BACKUP_NOT_FOUND} where there is no meta, {@link
   *     ErrorCode#BACKUP_DAMAGED} where it cannot be read, naming the file and the place, {@link
   *     ErrorCode#BACKUP_UNSUPPORTED} where it is of a format that is not known
   */
  public BackupMeta read(BackupLocation location) {
    return readFull(location).orElseGet(() -> checked(location, levels(location)));
  }

  /**
   * Reads {@code full_meta.json} alone; empty where it is not there.
   *
   * @throws Refused as {@link #read} does
   */
  public Optional<BackupMeta> readFull(BackupLocation location) {
    return fetch(location, FULL, BackupFile.class)
        .map(this::full)
        .map(meta -> checked(location, meta));
  }

  private static BackupMeta checked(BackupLocation location, BackupMeta meta) {
    meta.collections().forEach(MetaReader::refuseUnknownStorage);
    refuseNegative(location, meta);
    return meta;
  }

  private BackupMeta full(Stored<BackupFile> file) {
    BackupFile root = file.content();
    refuseUnknownFormat(root);
    return root.toMeta(root.collections(), List.of(), file.eTag(), file.lastModified());
  }

  private BackupMeta levels(BackupLocation location) {
    var root = fetch(location, BACKUP, BackupFile.class).orElseThrow(() -> notFound(location));
    refuseUnknownFormat(root.content());
    var collections = level(location, COLLECTIONS, LevelFiles.Collections.class);
    var partitions = level(location, PARTITIONS, LevelFiles.Partitions.class);
    var segments = level(location, SEGMENTS, LevelFiles.Segments.class);
    var files =
        new LevelFiles(
            collections.content().infos(),
            partitions.content().infos(),
            segments.content().infos());
    log.atWarn()
        .addKeyValue("location", location)
        .log("Backup has no full meta; read from the level files");
    String eTags =
        Stream.of(root, collections, partitions, segments)
            .map(Stored::eTag)
            .collect(Collectors.joining(SEVERAL));
    return root.content()
        .toMeta(files.tree(), files.warnings(root.content()), eTags, root.lastModified());
  }

  private <T> Stored<T> level(BackupLocation location, String file, Class<T> type) {
    return fetch(location, file, type)
        .orElseThrow(
            () ->
                new Refused(
                    ErrorCode.BACKUP_DAMAGED,
                    "The backup's meta is incomplete: neither "
                        + location.key(FULL)
                        + " nor "
                        + location.key(file)
                        + " exists in bucket "
                        + location.bucket()
                        + "."));
  }

  private <T> Optional<Stored<T>> fetch(BackupLocation location, String file, Class<T> type) {
    String key = location.key(file);
    try (ResponseInputStream<GetObjectResponse> body =
        s3.getObject(r -> r.bucket(location.bucket()).key(key))) {
      GetObjectResponse response = body.response();
      try {
        T content = READER.readValue(FACTORY.createParser(body), type);
        if (content == null) {
          throw MetaDamage.empty(location, key);
        }
        return Optional.of(new Stored<>(content, response.eTag(), response.lastModified()));
      } catch (IOException e) {
        // Closing would read the rest of a large object only to drop it.
        body.abort();
        throw MetaDamage.describe(location, key, e);
      }
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (AwsServiceException e) {
      throw BucketErrors.explain(
          e, location.bucket(), "Reading s3://" + location.bucket() + "/" + key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void refuseUnknownFormat(BackupFile root) {
    if (!root.format().isEmpty() && !root.format().equals(BINLOG)) {
      throw new Refused(
          ErrorCode.BACKUP_UNSUPPORTED,
          "The backup has the format '"
              + Excerpt.of(root.format())
              + "', which cannot be restored yet. Only backups of binlog files can: make it with"
              + " that format.");
    }
  }

  private static void refuseUnknownStorage(CollectionMeta collection) {
    collection
        .segments()
        .filter(s -> s.storageVersion() < 0 || s.storageVersion() > NEWEST_STORAGE_VERSION)
        .findFirst()
        .ifPresent(
            s -> {
              throw new Refused(
                  ErrorCode.BACKUP_UNSUPPORTED,
                  "Segment "
                      + s.segmentId()
                      + " of "
                      + Excerpt.of(collection.qualifiedName())
                      + " has storage version "
                      + s.storageVersion()
                      + ", which cannot be restored yet. Versions up to "
                      + NEWEST_STORAGE_VERSION
                      + " can.");
            });
  }

  /** What is registered says them, unlike most of what only a restore needs. */
  private static void refuseNegative(BackupLocation location, BackupMeta meta) {
    boolean found =
        meta.size() < 0 || meta.collections().stream().anyMatch(c -> c.size() < 0 || c.rows() < 0);
    if (found) {
      throw new Refused(
          ErrorCode.BACKUP_DAMAGED,
          "The meta of the backup at "
              + location
              + " says a size or a count of rows that is negative, or adds up to more than there"
              + " can be.");
    }
  }

  private static Refused notFound(BackupLocation location) {
    return new Refused(
        ErrorCode.BACKUP_NOT_FOUND,
        "There is no backup at "
            + location
            + ": neither "
            + location.key(FULL)
            + " nor "
            + location.key(BACKUP)
            + " exists.");
  }
}
