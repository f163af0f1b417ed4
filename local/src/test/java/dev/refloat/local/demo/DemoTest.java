package dev.refloat.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.sample.SampleShape;
import dev.refloat.local.stack.Connection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What the demonstration decides, against a service that goes wrong in one way at a time. */
final class DemoTest {
  @TempDir Path directory;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private EmbeddedS3 server;
  private S3Client s3;
  private FakeService service;

  @BeforeEach
  void start() throws Exception {
    server = new EmbeddedS3(directory);
    s3 = server.client();
    s3.createBucket(create -> create.bucket(FakeService.BACKUPS));
    s3.createBucket(create -> create.bucket(FakeService.DATA));
    service = new FakeService(s3);
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    s3.close();
    server.stop();
  }

  private Connection connection(String key) {
    return new Connection(
        service.url(),
        key,
        server.endpoint().toString(),
        EmbeddedS3.ACCESS_KEY,
        EmbeddedS3.SECRET_KEY,
        EmbeddedS3.REGION,
        FakeService.BACKUPS,
        FakeService.DATA,
        "",
        "",
        "proj-1",
        null);
  }

  private PrintStream out() {
    return new PrintStream(printed, true, StandardCharsets.UTF_8);
  }

  private boolean run(String key) {
    return Demo.run(connection(key), new DemoOptions(0, 0, SampleShape.TODAY, false), out());
  }

  private String failure() {
    assertThat(run(FakeService.KEY)).isFalse();
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRightRestoreIsShownAndIsASuccess() {
    boolean success = run(FakeService.KEY);

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(" 40 %  IN_PROGRESS  4 of 10 objects  400 B of 1.0 kB  400 B/s  eta 2 s")
        .containsPattern("default.products +1,300 .* 4 .* Loaded")
        .containsPattern("media.images +606 .* NotLoad")
        .contains("127 objects by SHA-256 of all bytes")
        .doesNotContain(FakeService.PASSWORD)
        .doesNotContain("FAILED");
    assertThat(success).isTrue();
  }

  @Test
  void aSampleAloneIsWrittenAndListedAndNotRestored() {
    assertThat(Demo.writeSample(connection(FakeService.KEY), "nightly", out())).isTrue();

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("/nightly/", "127 objects", "Listed as backup1 after")
        .doesNotContain("Restor");
    assertThat(s3.listObjectsV2(list -> list.bucket(FakeService.DATA)).contents()).isEmpty();
  }

  @Test
  void aSampleThatTheServiceDoesNotListIsAFailure() {
    assertThat(Demo.writeSample(connection("another key"), "nightly", out())).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("FAILED: ", "21119");
  }

  @Test
  void aFailedJobIsAFailureWithItsReason() {
    service.jobStatus = "FAILED";
    service.jobReason = "1 object is missing";

    assertThat(failure())
        .contains("FAILED: Job job1: expected SUCCESSFUL, found FAILED: 1 object is missing");
  }

  @Test
  void aMissingCollectionIsNamed() {
    service.catalogueChange = collections -> collections.remove(0);

    assertThat(failure())
        .contains(
            "FAILED: default.products: expected in the catalogue, found nothing of that name");
  }

  @Test
  void wrongBytesRowsAndLoadStateAreNamed() {
    service.catalogueChange =
        collections ->
            ((ObjectNode) collections.get(0))
                .put("bytes", 7)
                .put("rows", 8)
                .put("loadState", "NotLoad");

    assertThat(failure())
        .containsPattern("FAILED: default.products: bytes: expected [0-9]+, found 7")
        .contains("FAILED: default.products: rows: expected 1300, found 8")
        .contains("FAILED: default.products: loaded: expected true, found false");
  }

  @Test
  void aMissingPartitionIsNamed() {
    service.catalogueChange =
        collections -> ((ObjectNode) collections.get(0)).putArray("partitions");

    assertThat(failure())
        .contains(
            "FAILED: default.products: partitions: expected [_default, autumn, spring, summer], found []");
  }

  @Test
  void aMissingFieldOfTheAnswerIsNamed() {
    service.catalogueChange = collections -> ((ObjectNode) collections.get(0)).remove("rows");

    assertThat(failure()).contains("FAILED: The catalogue: expected the field rows");
  }

  @Test
  void aMissingObjectIsNamed() {
    service.dataChange =
        data ->
            data.deleteObject(
                delete -> delete.bucket(FakeService.DATA).key(FakeService.someKey(data)));

    assertThat(failure())
        .containsPattern(
            "FAILED: Missing object: expected a copy of binlogs/[a-z_]+/[-0-9/]+, found none");
  }

  @Test
  void aSurplusObjectIsNamed() {
    service.dataChange =
        data ->
            data.putObject(
                put ->
                    put.bucket(FakeService.DATA).key("in01-restored00000001/insert_log/1/2/3/4/5"),
                RequestBody.fromString("x"));

    assertThat(failure())
        .contains(
            "FAILED: Surplus object: expected no s3://data/in01-restored00000001/insert_log/1/2/3/4/5");
  }

  @Test
  void anObjectOfAnotherSizeIsNamed() {
    service.dataChange =
        data ->
            data.putObject(
                put -> put.bucket(FakeService.DATA).key(FakeService.someKey(data)),
                RequestBody.fromString("x"));

    assertThat(failure()).containsPattern("FAILED: Size of s3://data/.*: expected [0-9]+, found 1");
  }

  @Test
  void oneChangedBitIsFound() {
    service.dataChange = FakeService::damage;

    assertThat(failure())
        .containsPattern(
            "FAILED: Content of s3://data/.*: expected that of binlogs/.*, found other bytes");
  }

  @Test
  void anUnknownKeyIsToldWithItsCode() {
    assertThat(run("another")).isFalse();
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("found HTTP 401 and code 21119: The apikey is illegal.");
  }
}
