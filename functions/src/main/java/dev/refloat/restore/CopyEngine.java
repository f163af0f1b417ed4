package dev.refloat.restore;

import dev.refloat.copy.AimdLimiter;
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
import dev.refloat.platform.Clients.CopyingS3;
import dev.refloat.platform.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The parts of the copy engine, over one limiter. */
final class CopyEngine {
  private final CopyingS3 clients;
  private final CopyCalls calls;
  private final Buckets buckets;
  private final CopyOptions options;
  private final BatchLedger batches;
  private final UploadLedger openUploads;

  CopyEngine(
      Settings settings,
      Clients clients,
      DynamoDbClient dynamoDb,
      InstantSource now,
      Pauses pauses) {
    int inFlight = CopyLimits.of(settings).copiesInFlight();
    this.clients = clients.copyingS3(inFlight);
    calls = new CopyCalls(new AimdLimiter(inFlight, pauses.time()), pauses.copies(), pauses.time());
    // A function that copies nothing is not told the source.
    buckets = new Buckets(settings.findBackupBucket().orElse(""), settings.dataBucket());
    options = CopyOptions.of(settings);
    Clock clock = now.withZone(ZoneOffset.UTC);
    batches = new BatchLedger(dynamoDb, settings.jobsTable(), clock);
    openUploads = new UploadLedger(dynamoDb, settings.jobsTable(), clock);
  }

  S3Client s3() {
    return clients.own();
  }

  CopyCalls calls() {
    return calls;
  }

  Buckets buckets() {
    return buckets;
  }

  BatchCopier batchCopier(BatchCopier.MayCopy mayCopy, Duration lookAgain) {
    return new BatchCopier(
        clients, buckets, options, calls, batches, openUploads, mayCopy, lookAgain);
  }

  Uploads uploads() {
    return new Uploads(clients, buckets, options, calls, openUploads);
  }

  DestinationReader destinationReader() {
    return new DestinationReader(clients.own(), buckets, calls);
  }

  CollectionCleanup cleanup() {
    return new CollectionCleanup(clients.own(), buckets, calls, uploads(), openUploads);
  }
}
