package dev.refloat.copy;

import static dev.refloat.copy.Embedded.BACKUP;
import static dev.refloat.copy.Embedded.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.refloat.platform.Clients;
import dev.refloat.platform.Ids;
import dev.refloat.platform.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a server answers where something is wrong, and in which pages: the engine relies on it. */
@OnEachServer
final class ServerAnswersTest {
  private static final int MIB = 1 << 20;

  private final TestedServer server;
  private final Embedded embedded;
  private final String job = Ids.job();
  private final ObjectCopier copier;

  ServerAnswersTest(TestedServer server) {
    this.server = server;
    embedded = Embedded.on(server);
    copier = new ObjectCopier(embedded.s3, Embedded.BUCKETS, Restore.OPTIONS);
  }

  private String key(String name) {
    return job + "/" + name;
  }

  /** An object of the backup, as a plan has seen it. */
  private PlannedObject source(String name, int size) {
    String eTag =
        embedded
            .s3
            .putObject(r -> r.bucket(BACKUP).key(key(name)), RequestBody.fromBytes(new byte[size]))
            .eTag();
    return new PlannedObject(key(name), key("copy/" + name), size, eTag);
  }

  private String open(String key) {
    return embedded.s3.createMultipartUpload(r -> r.bucket(DATA).key(key)).uploadId();
  }

  private static Verdict verdict(ThrowingCallable call) {
    Throwable error = catchThrowable(call);
    assertThat(error).isNotNull();
    return CopyErrors.verdict(error);
  }

  @Test
  void aSourceThatIsMissing() {
    var missing = new PlannedObject(key("missing"), key("copy"), 1, "\"0123\"");
    String upload = open(key("copy"));
    assertThat(verdict(() -> copier.copy(missing))).isEqualTo(Verdict.SOURCE_MISSING);
    assertThat(verdict(() -> copier.copy(missing, new ByteRange(1, 0, 0), upload)))
        .isEqualTo(Verdict.SOURCE_MISSING);
  }

  @Test
  void aSourceWithAnotherETag() {
    var seen = source("a", 6 * MIB);
    var other =
        new PlannedObject(
            seen.source(), seen.destination(), seen.size(), "\"0123456789abcdef0123456789abcdef\"");
    String upload = open(seen.destination());
    assertThat(verdict(() -> copier.copy(other))).isEqualTo(Verdict.SOURCE_CHANGED);
    assertThat(verdict(() -> copier.copy(other, new ByteRange(1, 0, 5 * MIB - 1), upload)))
        .isEqualTo(Verdict.SOURCE_CHANGED);
    copier.copy(seen, new ByteRange(1, 0, 5 * MIB - 1), upload);
  }

  @Test
  void aBucketThatIsMissing() {
    var object = source("a", 1);
    var from = new Buckets("refloat-no-such-bucket-" + job, DATA);
    var to = new Buckets(BACKUP, "refloat-no-such-bucket-" + job);
    assertThat(verdict(() -> new ObjectCopier(embedded.s3, from, Restore.OPTIONS).copy(object)))
        .isEqualTo(Verdict.BUCKET_MISSING);
    assertThat(verdict(() -> new ObjectCopier(embedded.s3, to, Restore.OPTIONS).copy(object)))
        .isEqualTo(Verdict.BUCKET_MISSING);
  }

  @Test
  void anUploadThatIsMissing() {
    var object = source("a", 6 * MIB);
    String key = object.destination();
    var part = CompletedPart.builder().partNumber(1).eTag(object.eTag()).build();
    String upload = open(key);
    embedded.s3.abortMultipartUpload(r -> r.bucket(DATA).key(key).uploadId(upload));
    assertThat(verdict(() -> copier.copy(object, new ByteRange(1, 0, 5 * MIB - 1), upload)))
        .isEqualTo(
            server.has(ServerQuirk.PART_COPY_WITHOUT_UPLOAD_IS_INTERNAL_ERROR)
                ? Verdict.TRANSIENT
                : Verdict.UPLOAD_MISSING);
    assertThat(verdict(() -> embedded.s3.listParts(r -> r.bucket(DATA).key(key).uploadId(upload))))
        .isEqualTo(Verdict.UPLOAD_MISSING);
    assertThat(
            verdict(
                () ->
                    embedded.s3.completeMultipartUpload(
                        r ->
                            r.bucket(DATA)
                                .key(key)
                                .uploadId(upload)
                                .multipartUpload(u -> u.parts(part)))))
        .isEqualTo(Verdict.UPLOAD_MISSING);
    ThrowingCallable abort =
        () -> embedded.s3.abortMultipartUpload(r -> r.bucket(DATA).key(key).uploadId(upload));
    if (server.has(ServerQuirk.ABORT_WITHOUT_UPLOAD_SUCCEEDS)) {
      assertThat(catchThrowable(abort)).isNull();
    } else {
      assertThat(verdict(abort)).isEqualTo(Verdict.UPLOAD_MISSING);
    }
  }

  @Test
  void anotherUploadIsAbortedAndTheObjectStays() {
    var object = source("a", 6 * MIB);
    String key = object.destination();
    String upload = open(key);
    copier.copy(object, new ByteRange(1, 0, 6 * MIB - 1), upload);
    var parts = embedded.s3.listParts(r -> r.bucket(DATA).key(key).uploadId(upload)).parts();
    var part = CompletedPart.builder().partNumber(1).eTag(parts.getFirst().eTag()).build();
    String other = open(key);
    embedded.s3.completeMultipartUpload(
        r -> r.bucket(DATA).key(key).uploadId(upload).multipartUpload(u -> u.parts(part)));

    embedded.s3.abortMultipartUpload(r -> r.bucket(DATA).key(key).uploadId(other));

    ThrowingCallable head = () -> embedded.s3.headObject(r -> r.bucket(DATA).key(key));
    if (server.has(ServerQuirk.ABORT_TAKES_THE_OBJECT_AWAY)) {
      assertThat(catchThrowable(head)).isInstanceOf(NoSuchKeyException.class);
    } else {
      assertThat(catchThrowable(head)).isNull();
    }
  }

  @Test
  void anotherSecretIsDenied() {
    var variables = new HashMap<>(embedded.settings().variables());
    variables.put("AWS_SECRET_ACCESS_KEY", "another");
    try (var stranger = new Clients(new Settings(variables)).copyingS3(1).own()) {
      ThrowingCallable list = () -> stranger.listObjectsV2(r -> r.bucket(BACKUP));
      if (server.has(ServerQuirk.NO_SIGNATURES)) {
        assertThat(catchThrowable(list)).isNull();
      } else {
        assertThat(verdict(list)).isEqualTo(Verdict.DENIED);
      }
    }
  }

  @Test
  void objectsComeInPagesInTheOrderOfTheirBytes() {
    List<String> names = List.of("A", "a/b", "a0", "\u00e9", "\uffee", "\ud834\udd1e");
    Comparator<String> order =
        server.has(ServerQuirk.LISTS_IN_UTF_16_ORDER) ? Comparator.naturalOrder() : KeyOrder.UTF_8;
    List<String> keys = names.stream().map(this::key).sorted(order).toList();
    keys.reversed()
        .forEach(k -> embedded.s3.putObject(r -> r.bucket(DATA).key(k), RequestBody.empty()));

    var pages =
        embedded
            .s3
            .listObjectsV2Paginator(r -> r.bucket(DATA).prefix(job + "/").maxKeys(2))
            .stream()
            .toList();

    // Some end with an empty page.
    assertThat(pages).hasSizeBetween(3, 4);
    assertThat(pages).allSatisfy(page -> assertThat(page.contents()).hasSizeLessThanOrEqualTo(2));
    assertThat(pages.stream().flatMap(page -> page.contents().stream()).map(S3Object::key))
        .containsExactlyElementsOf(keys);
  }

  @Test
  void partsComeInPages() {
    var object = source("a", 16 * MIB);
    String upload = open(object.destination());
    for (int i = 2; i >= 0; i--) {
      copier.copy(object, new ByteRange(i + 1, i * 5L * MIB, (i + 1) * 5L * MIB - 1), upload);
    }
    var request =
        ListPartsRequest.builder()
            .bucket(DATA)
            .key(object.destination())
            .uploadId(upload)
            .maxParts(2);
    var first = embedded.s3.listParts(request.build());
    if (server.has(ServerQuirk.LIST_PARTS_IN_ONE_PAGE)) {
      assertThat(first.isTruncated()).isFalse();
      assertThat(first.parts()).extracting(p -> p.partNumber()).containsExactly(1, 2, 3);
      return;
    }
    assertThat(first.isTruncated()).isTrue();
    assertThat(first.parts()).extracting(p -> p.partNumber()).containsExactly(1, 2);
    var second =
        embedded.s3.listParts(request.partNumberMarker(first.nextPartNumberMarker()).build());
    assertThat(second.isTruncated()).isFalse();
    assertThat(second.parts()).extracting(p -> p.partNumber()).containsExactly(3);
  }

  @Test
  void uploadsComeInPages() {
    for (String name : List.of("u/1", "u/2", "u/3")) {
      open(key(name));
    }
    var request =
        ListMultipartUploadsRequest.builder().bucket(DATA).prefix(key("u/")).maxUploads(2);
    var found = new ArrayList<String>();
    var page = embedded.s3.listMultipartUploads(request.build());
    if (server.has(ServerQuirk.LIST_UPLOADS_BY_WHOLE_KEY)) {
      assertThat(page.uploads()).isEmpty();
      page = embedded.s3.listMultipartUploads(request.prefix(key("u/1")).build());
      assertThat(page.uploads()).hasSize(1);
      return;
    }
    page.uploads().forEach(upload -> found.add(upload.key()));
    assertThat(found).containsExactly(key("u/1"), key("u/2"));
    assertThat(page.isTruncated()).isTrue();

    request.keyMarker(page.nextKeyMarker()).uploadIdMarker(page.nextUploadIdMarker());
    page = embedded.s3.listMultipartUploads(request.build());
    page.uploads().forEach(upload -> found.add(upload.key()));
    assertThat(found).containsExactly(key("u/1"), key("u/2"), key("u/3"));
    assertThat(page.isTruncated()).isFalse();
  }

  @Test
  void aPartThatIsCopiedAgainReplacesTheFirst() {
    var object = source("a", 6 * MIB);
    String upload = open(object.destination());
    copier.copy(object, new ByteRange(1, 0, 5 * MIB - 1), upload);
    copier.copy(object, new ByteRange(1, 0, 6 * MIB - 1), upload);

    var parts =
        embedded
            .s3
            .listParts(r -> r.bucket(DATA).key(object.destination()).uploadId(upload))
            .parts();

    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().size()).isEqualTo(6 * MIB);
  }

  @Test
  void whatASourceHasWithItIsCopied() {
    embedded.s3.putObject(
        r -> r.bucket(BACKUP).key(key("m")).metadata(Map.of("segment", "9007199254740993")),
        RequestBody.fromBytes("x".getBytes(StandardCharsets.UTF_8)));
    String eTag = embedded.s3.headObject(r -> r.bucket(BACKUP).key(key("m"))).eTag();

    copier.copy(new PlannedObject(key("m"), key("copy/m"), 1, eTag));

    var head = embedded.s3.headObject(r -> r.bucket(DATA).key(key("copy/m")));
    assertThat(head.metadata()).containsEntry("segment", "9007199254740993");
    assertThat(head.eTag()).isEqualTo(eTag);
  }
}
