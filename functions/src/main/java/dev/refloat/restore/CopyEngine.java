package dev.refloat.restore;

import dev.refloat.copy.AimdLimiter;
import dev.refloat.copy.Backoff;
import dev.refloat.copy.BatchCopier;
import dev.refloat.copy.BatchLedger;
import dev.refloat.copy.Buckets;
import dev.refloat.copy.CollectionCleanup;
import dev.refloat.copy.CopyCalls;
import dev.refloat.copy.CopyLimits;
import dev.refloat.copy.CopyOptions;
import dev.refloat.copy.DestinationReader;
import dev.refloat.copy.UploadLedger;
import dev.refloat.copy.Uploads;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Item;
import dev.refloat.platform.Settings;
import java.time.Clock;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The parts of the copy engine, over one S3 client and one limiter. */
final class CopyEngine {
  private final S3Client s3;
  private final CopyCalls calls;
  private final Buckets buckets;
  private final CopyOptions options;
  private final BatchLedger batches;
  private final UploadLedger openUploads;

  CopyEngine(Settings settings, Clients clients, DynamoDbClient dynamoDb) {
    int inFlight = CopyLimits.of(settings).copiesInFlight();
    s3 = clients.copyingS3(inFlight);
    calls = new CopyCalls(new AimdLimiter(inFlight), Backoff.DEFAULT);
    // A function that copies nothing is not told the source.
    buckets = new Buckets(settings.find("BACKUP_BUCKET").orElse(""), settings.dataBucket());
    options = CopyOptions.of(settings);
    batches = new BatchLedger(dynamoDb, settings.jobsTable(), Clock.systemUTC());
    openUploads = new UploadLedger(dynamoDb, settings.jobsTable(), Clock.systemUTC());
  }

  S3Client s3() {
    return s3;
  }

  CopyCalls calls() {
    return calls;
  }

  Buckets buckets() {
    return buckets;
  }

  BatchCopier batchCopier(Predicate<Item> mayCopy) {
    return new BatchCopier(s3, buckets, options, calls, batches, openUploads, mayCopy);
  }

  Uploads uploads() {
    return new Uploads(s3, buckets, options, calls, openUploads);
  }

  DestinationReader destinationReader() {
    return new DestinationReader(s3, buckets, calls);
  }

  CollectionCleanup cleanup() {
    return new CollectionCleanup(s3, buckets, calls, uploads(), openUploads);
  }
}
