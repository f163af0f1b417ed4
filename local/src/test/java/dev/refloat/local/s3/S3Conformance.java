package dev.refloat.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What Refloat relies on in an S3 server, as S3 documents it. A server passes by extending this; a
 * test it cannot pass is overridden there, with the reason.
 */
abstract class S3Conformance {
  static final int MIB = 1 << 20;

  /** An empty bucket for each test. */
  final String bucket = "b-" + UUID.randomUUID();

  abstract S3Client client();

  @BeforeEach
  void makeBucket() {
    client().createBucket(request -> request.bucket(bucket));
  }

  @Test
  void anObjectComesBackAsItWasPut() {
    byte[] bytes = bytes(70_000);
    var put =
        client()
            .putObject(
                request ->
                    request
                        .bucket(bucket)
                        .key("a/b")
                        .contentType("application/x-test")
                        .metadata(Map.of("segment", "9007199254740993")),
                RequestBody.fromBytes(bytes));
    ResponseBytes<GetObjectResponse> got =
        client().getObjectAsBytes(request -> request.bucket(bucket).key("a/b"));

    assertThat(got.asByteArray()).isEqualTo(bytes);
    assertThat(got.response().eTag()).isEqualTo(put.eTag()).isEqualTo(quoted(md5(bytes)));
    assertThat(got.response().contentType()).isEqualTo("application/x-test");
    assertThat(got.response().metadata()).containsExactly(Map.entry("segment", "9007199254740993"));
    var head = client().headObject(request -> request.bucket(bucket).key("a/b"));
    assertThat(head.contentLength()).isEqualTo(bytes.length);
    assertThat(head.eTag()).isEqualTo(put.eTag());
    assertThat(head.lastModified())
        .isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now().plusSeconds(5));
  }

  @Test
  void aSecondPutReplacesTheObject() {
    put("k", bytes(1000));
    String eTag = put("k", bytes(10));

    assertThat(get("k")).hasSize(10);
    assertThat(head("k")).isEqualTo(eTag);
  }

  @Test
  void anEmptyObjectIsAnObject() {
    assertThat(put("empty", new byte[0])).isEqualTo(quoted("d41d8cd98f00b204e9800998ecf8427e"));
    assertThat(get("empty")).isEmpty();
    assertThat(keys("")).containsExactly("empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with space",
        "plus+plus",
        "per%20cent",
        "and&amp",
        "quote'\"",
        "semi;colon=equals",
        "hash#question?",
        "a:b@c,d!e$f*(g)",
        "\u00fcml\u00e4ut",
        "\u6f22\u5b57/\uac00",
        "\ud83d\ude00",
        "tilde~",
        "back\\slash",
        "<xml>&</xml>",
        "trailing.",
        ".hidden/x",
        "[brackets]{braces}|^`",
        "files/insert_log/1/2/3/0/4"
      })
  void keysMayHaveOddCharacters(String key) {
    byte[] bytes = key.getBytes(UTF_8);
    put(key, bytes);
    copy(key, key + ".copy", null);

    assertThat(get(key)).isEqualTo(bytes);
    assertThat(get(key + ".copy")).isEqualTo(bytes);
    assertThat(keys("")).containsExactly(key, key + ".copy");
    assertThat(keys(key)).containsExactly(key, key + ".copy");
    client()
        .deleteObjects(
            request ->
                request
                    .bucket(bucket)
                    .delete(d -> d.objects(List.of(ObjectIdentifier.builder().key(key).build()))));
    assertThat(keys("")).containsExactly(key + ".copy");
  }

  @Test
  void aRangeReadsItsBytesOnly() {
    byte[] bytes = bytes(1000);
    put("k", bytes);

    assertThat(get("k", "bytes=0-9")).isEqualTo(Arrays.copyOfRange(bytes, 0, 10));
    assertThat(get("k", "bytes=990-")).isEqualTo(Arrays.copyOfRange(bytes, 990, 1000));
    assertThat(get("k", "bytes=-7")).isEqualTo(Arrays.copyOfRange(bytes, 993, 1000));
    assertThat(get("k", "bytes=995-2000")).isEqualTo(Arrays.copyOfRange(bytes, 995, 1000));
    assertFails(416, () -> get("k", "bytes=1000-1001"));
  }

  @Test
  void whatIsMissingIsNamedByItsErrorCode() {
    assertFails("NoSuchKey", 404, () -> get("missing"));
    assertFails(404, () -> head("missing"));
    assertFails(
        "NoSuchBucket",
        404,
        () -> client().putObject(r -> r.bucket(bucket + "x").key("k"), RequestBody.empty()));
    assertFails("NoSuchBucket", 404, () -> client().listObjectsV2(r -> r.bucket(bucket + "x")));
    assertFails("NoSuchKey", 404, () -> copy("missing", "k", null));
    put("k", bytes(1));
    assertFails(
        "NoSuchBucket",
        404,
        () ->
            client()
                .copyObject(
                    r ->
                        r.sourceBucket(bucket)
                            .sourceKey("k")
                            .destinationBucket(bucket + "x")
                            .destinationKey("k")));
  }

  @Test
  void deletingWhatIsNotThereIsNoError() {
    put("k", bytes(1));
    client().deleteObject(r -> r.bucket(bucket).key("k"));
    client().deleteObject(r -> r.bucket(bucket).key("k"));

    assertThat(keys("")).isEmpty();
  }

  @Test
  void aThousandObjectsAreDeletedByOneRequest() {
    var ids = IntStream.range(0, 1000).mapToObj(i -> "d/%04d".formatted(i)).toList();
    ids.subList(0, 50).forEach(key -> put(key, bytes(1)));
    put("kept", bytes(1));
    var answer =
        client()
            .deleteObjects(
                request ->
                    request
                        .bucket(bucket)
                        .delete(
                            d ->
                                d.objects(
                                    ids.stream()
                                        .map(k -> ObjectIdentifier.builder().key(k).build())
                                        .toList())));

    assertThat(answer.deleted()).hasSize(1000);
    assertThat(answer.errors()).isEmpty();
    assertThat(keys("")).containsExactly("kept");
  }

  @Test
  void listingFollowsTheOrderOfTheBytesOfTheKeys() {
    var keys = List.of("a-b", "a/b", "a0", "A", "b/", "\ufffd", "\ud83d\ude00", "\u00e9");
    keys.forEach(key -> put(key, key.endsWith("/") ? new byte[0] : bytes(1)));

    assertThat(keys("")).containsExactlyElementsOf(inOrder(keys));
  }

  @Test
  void pagesOfAnySizeTogetherAreTheWholeListing() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var keys = new TreeSet<String>();
    for (int i = 0; i < 120; i++) {
      keys.add(
          "p"
              + random.nextInt(3)
              + "/s"
              + random.nextInt(4)
              + (random.nextBoolean() ? "/" : "-")
              + i);
    }
    keys.forEach(key -> put(key, bytes(1)));
    for (String prefix : List.of("", "p1/", "p1", "p2/s1", "p0/s3/", "none")) {
      var expected = inOrder(keys.stream().filter(k -> k.startsWith(prefix)).toList());
      int pageSize = 1 + random.nextInt(20);
      var pages =
          client()
              .listObjectsV2Paginator(r -> r.bucket(bucket).prefix(prefix).maxKeys(pageSize))
              .stream()
              .toList();
      assertThat(pages.stream().flatMap(p -> p.contents().stream()).map(S3Object::key))
          .as("prefix %s, pages of %s", prefix, pageSize)
          .containsExactlyElementsOf(expected);
      assertThat(pages.stream().limit(Math.max(0, pages.size() - 1)))
          .allMatch(p -> p.keyCount() == pageSize && p.isTruncated());
      String after = "p" + random.nextInt(3) + "/s" + random.nextInt(4);
      assertThat(keys(r -> r.prefix(prefix).startAfter(after)))
          .as("prefix %s after %s", prefix, after)
          .containsExactlyElementsOf(
              expected.stream().filter(k -> k.compareTo(after) > 0).toList());
    }
  }

  @Test
  void aListedObjectHasSizeTagAndTime() {
    byte[] bytes = bytes(123);
    String eTag = put("p/k", bytes);
    S3Object listed = client().listObjectsV2(r -> r.bucket(bucket)).contents().getFirst();

    assertThat(listed.key()).isEqualTo("p/k");
    assertThat(listed.size()).isEqualTo(123);
    assertThat(listed.eTag()).isEqualTo(eTag);
    assertThat(listed.lastModified()).isAfter(Instant.now().minus(Duration.ofMinutes(1)));
  }

  @Test
  void aDelimiterGroupsKeysAlsoAcrossPages() {
    for (String key : List.of("a", "b/1", "b/2", "c", "d/1", "d/e/2", "f")) {
      put(key, bytes(1));
    }
    var all = client().listObjectsV2(r -> r.bucket(bucket).delimiter("/"));
    assertThat(all.contents().stream().map(S3Object::key)).containsExactly("a", "c", "f");
    assertThat(all.commonPrefixes().stream().map(CommonPrefix::prefix)).containsExactly("b/", "d/");

    var names = new ArrayList<String>();
    client()
        .listObjectsV2Paginator(r -> r.bucket(bucket).delimiter("/").maxKeys(1))
        .forEach(
            page -> {
              page.contents().forEach(o -> names.add(o.key()));
              page.commonPrefixes().forEach(p -> names.add(p.prefix()));
            });
    assertThat(names).containsExactly("a", "b/", "c", "d/", "f");
    var below = client().listObjectsV2(r -> r.bucket(bucket).prefix("d/").delimiter("/"));
    assertThat(below.contents().stream().map(S3Object::key)).containsExactly("d/1");
    assertThat(below.commonPrefixes().stream().map(CommonPrefix::prefix)).containsExactly("d/e/");
    var after = client().listObjectsV2(r -> r.bucket(bucket).delimiter("/").startAfter("b/1"));
    assertThat(after.commonPrefixes().stream().map(CommonPrefix::prefix))
        .containsExactly("b/", "d/");
  }

  @Test
  void noKeysAskedNoKeysGiven() {
    put("k", bytes(1));
    var page = client().listObjectsV2(r -> r.bucket(bucket).maxKeys(0));

    assertThat(page.contents()).isEmpty();
    assertThat(page.isTruncated()).isFalse();
  }

  @Test
  void aCopyKeepsBytesTagAndMetadata() {
    byte[] bytes = bytes(300_000);
    var put =
        client()
            .putObject(
                r -> r.bucket(bucket).key("from").contentType("x/y").metadata(Map.of("m", "1")),
                RequestBody.fromBytes(bytes));
    String eTag = copy("from", "to/x", put.eTag());

    assertThat(eTag).isEqualTo(put.eTag());
    var got = client().getObjectAsBytes(r -> r.bucket(bucket).key("to/x"));
    assertThat(got.asByteArray()).isEqualTo(bytes);
    assertThat(got.response().eTag()).isEqualTo(put.eTag());
    assertThat(got.response().contentType()).isEqualTo("x/y");
    assertThat(got.response().metadata()).containsEntry("m", "1");
  }

  @Test
  void aCopyMayReplaceTheMetadata() {
    client()
        .putObject(
            r -> r.bucket(bucket).key("from").metadata(Map.of("m", "1")),
            RequestBody.fromBytes(bytes(9)));
    client()
        .copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey("from")
                    .destinationBucket(bucket)
                    .destinationKey("to")
                    .metadataDirective(MetadataDirective.REPLACE)
                    .contentType("z/z")
                    .metadata(Map.of("n", "2")));
    var head = client().headObject(r -> r.bucket(bucket).key("to"));

    assertThat(head.metadata()).containsExactly(Map.entry("n", "2"));
    assertThat(head.contentType()).isEqualTo("z/z");
  }

  @Test
  void aCopyIsIndependentOfItsSource() {
    byte[] bytes = bytes(5000);
    put("from", bytes);
    copy("from", "to", null);
    put("from", bytes(3));
    assertThat(get("to")).isEqualTo(bytes);
    client().deleteObject(r -> r.bucket(bucket).key("from"));
    assertThat(get("to")).isEqualTo(bytes);
  }

  @Test
  void theTimeOfACopyIsItsOwn() throws InterruptedException {
    put("from", bytes(1));
    Instant source = client().headObject(r -> r.bucket(bucket).key("from")).lastModified();
    Thread.sleep(1100); // HEAD tells whole seconds.
    copy("from", "to", null);

    assertThat(client().headObject(r -> r.bucket(bucket).key("to")).lastModified()).isAfter(source);
  }

  @Test
  void aChangedSourceIsNotCopied() {
    String old = put("from", bytes(10));
    put("from", bytes(11));

    assertFails("PreconditionFailed", 412, () -> copy("from", "to", old));
    assertThat(keys("")).containsExactly("from");
  }

  @Test
  void anObjectThatIsThereIsNotPutTwice() {
    client()
        .putObject(
            r -> r.bucket(bucket).key("k").ifNoneMatch("*"), RequestBody.fromString("first"));

    assertFails(
        "PreconditionFailed",
        412,
        () ->
            client()
                .putObject(
                    r -> r.bucket(bucket).key("k").ifNoneMatch("*"),
                    RequestBody.fromString("second")));
    assertThat(get("k")).asString().isEqualTo("first");
  }

  @Test
  void anObjectIsReplacedOnlyIfItIsTheNamedOne() {
    String eTag = put("k", bytes(1));
    client()
        .putObject(r -> r.bucket(bucket).key("k").ifMatch(eTag), RequestBody.fromBytes(bytes(2)));

    assertFails(
        "PreconditionFailed",
        412,
        () ->
            client()
                .putObject(
                    r -> r.bucket(bucket).key("k").ifMatch(eTag), RequestBody.fromBytes(bytes(3))));
    assertThat(get("k")).hasSize(2);
  }

  @Test
  void ofManyConditionalPutsOneWins() throws InterruptedException {
    var won = new AtomicInteger();
    var lost = new AtomicInteger();
    var threads =
        IntStream.range(0, 16)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              try {
                                client()
                                    .putObject(
                                        r -> r.bucket(bucket).key("k").ifNoneMatch("*"),
                                        RequestBody.fromString("" + i));
                                won.incrementAndGet();
                              } catch (S3Exception e) {
                                assertThat(e.statusCode()).isIn(409, 412);
                                lost.incrementAndGet();
                              }
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(won).hasValue(1);
    assertThat(lost).hasValue(15);
  }

  @Test
  void partsBecomeAnObjectInOneStep() {
    byte[] one = bytes(5 * MIB);
    byte[] two = bytes(1234);
    String id = createUpload("u/k");
    CompletedPart second = uploadPart("u/k", id, 2, two);
    CompletedPart first = uploadPart("u/k", id, 1, one);
    assertThat(keys("")).isEmpty();

    String eTag = complete("u/k", id, first, second);

    byte[] whole = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, whole, one.length, two.length);
    assertThat(get("u/k")).isEqualTo(whole);
    assertThat(eTag).isEqualTo(head("u/k")).isEqualTo(quoted(multipartTag(one, two)));
    assertThat(keys("")).containsExactly("u/k");
    assertThat(uploads("")).isEmpty();
    assertFails("NoSuchUpload", 404, () -> uploadPart("u/k", id, 3, two));
  }

  @Test
  void anUploadCarriesTypeAndMetadata() {
    String id =
        client()
            .createMultipartUpload(
                r -> r.bucket(bucket).key("k").contentType("x/y").metadata(Map.of("m", "1")))
            .uploadId();
    complete("k", id, uploadPart("k", id, 1, bytes(10)));
    var head = client().headObject(r -> r.bucket(bucket).key("k"));

    assertThat(head.contentType()).isEqualTo("x/y");
    assertThat(head.metadata()).containsExactly(Map.entry("m", "1"));
  }

  @Test
  void rangesOfAnObjectAreCopiedAsParts() {
    byte[] bytes = bytes(12 * MIB);
    String source = put("from", bytes);
    String id = createUpload("to");
    var parts = new ArrayList<CompletedPart>();
    parts.add(copyPart("from", "to", id, 1, "bytes=0-5242879", source));
    parts.add(copyPart("from", "to", id, 2, "bytes=5242880-10485759", source));
    parts.add(copyPart("from", "to", id, 3, "bytes=10485760-12582911", source));
    complete("to", id, parts.toArray(CompletedPart[]::new));

    assertThat(get("to")).isEqualTo(bytes);
    assertThat(parts.getFirst().eTag()).isEqualTo(quoted(md5(Arrays.copyOf(bytes, 5 * MIB))));
    assertThat(head("to"))
        .isEqualTo(
            quoted(
                multipartTag(
                    Arrays.copyOfRange(bytes, 0, 5 * MIB),
                    Arrays.copyOfRange(bytes, 5 * MIB, 10 * MIB),
                    Arrays.copyOfRange(bytes, 10 * MIB, 12 * MIB))));
  }

  @Test
  void aRangeOfAChangedSourceIsNotCopied() {
    String old = put("from", bytes(6 * MIB));
    put("from", bytes(7 * MIB));
    String id = createUpload("to");

    assertFails(
        "PreconditionFailed", 412, () -> copyPart("from", "to", id, 1, "bytes=0-5242879", old));
    assertThat(parts("to", id)).isEmpty();
  }

  @Test
  void aRangeBeyondTheSourceIsNotCopied() {
    String eTag = put("from", bytes(6 * MIB));
    String id = createUpload("to");

    assertFails(416, () -> copyPart("from", "to", id, 1, "bytes=0-6291456", eTag));
  }

  @Test
  void aCopyOfAMultipartObjectIsWhole() {
    byte[] bytes = bytes(6 * MIB);
    String id = createUpload("from");
    complete(
        "from",
        id,
        uploadPart("from", id, 1, Arrays.copyOf(bytes, 5 * MIB)),
        uploadPart("from", id, 2, Arrays.copyOfRange(bytes, 5 * MIB, 6 * MIB)));
    String eTag = copy("from", "to", head("from"));

    assertThat(get("to")).isEqualTo(bytes);
    assertThat(eTag).isEqualTo(head("to")).isEqualTo(quoted(md5(bytes)));
  }

  @Test
  void partsAreListedInNumberOrder() {
    String id = createUpload("k");
    for (int number : new int[] {10, 2, 1, 9999}) {
      uploadPart("k", id, number, bytes(number));
    }
    uploadPart("k", id, 2, bytes(3)); // Replaces the part.

    assertThat(parts("k", id).stream().map(Part::partNumber)).containsExactly(1, 2, 10, 9999);
    assertThat(parts("k", id).stream().map(Part::size)).containsExactly(1L, 3L, 10L, 9999L);
    assertThat(parts("k", id).get(1).eTag()).isEqualTo(quoted(md5(bytes(3))));
  }

  @Test
  void openUploadsAreListedByPrefix() {
    String one = createUpload("p/1");
    createUpload("q/1");
    String again = createUpload("p/1");
    String two = createUpload("p/2/x-stub");

    var found = uploads("p/");
    assertThat(found.stream().map(MultipartUpload::key))
        .containsExactly("p/1", "p/1", "p/2/x-stub");
    assertThat(found.stream().map(MultipartUpload::uploadId))
        .containsExactlyInAnyOrder(one, again, two);
    assertThat(uploads("")).hasSize(4);
  }

  @Test
  void manyOpenUploadsAreListedPageByPage() {
    for (int i = 0; i < 7; i++) {
      createUpload("k" + i);
    }
    var keys =
        client()
            .listMultipartUploadsPaginator(r -> r.bucket(bucket).maxUploads(2))
            .uploads()
            .stream()
            .map(MultipartUpload::key);

    assertThat(keys).containsExactly("k0", "k1", "k2", "k3", "k4", "k5", "k6");
  }

  @Test
  void anAbortedUploadIsGoneWithItsParts() {
    String id = createUpload("k");
    uploadPart("k", id, 1, bytes(10));
    abort("k", id);

    assertThat(uploads("")).isEmpty();
    assertThat(keys("")).isEmpty();
    assertFails("NoSuchUpload", 404, () -> uploadPart("k", id, 2, bytes(1)));
    assertFails("NoSuchUpload", 404, () -> parts("k", id));
    assertFails("NoSuchUpload", 404, () -> abort("k", id));
    put("from", bytes(10));
    assertFails("NoSuchUpload", 404, () -> copyPart("from", "k", id, 1, "bytes=0-9", null));
    assertFails(
        "NoSuchUpload",
        404,
        () -> complete("k", id, CompletedPart.builder().partNumber(1).eTag("x").build()));
  }

  @Test
  void aPartThatIsNotThereCompletesNothing() {
    String id = createUpload("k");
    CompletedPart part = uploadPart("k", id, 1, bytes(10));

    assertFails(
        "InvalidPart", 400, () -> complete("k", id, part.toBuilder().partNumber(2).build()));
    assertFails(
        "InvalidPart",
        400,
        () -> complete("k", id, part.toBuilder().eTag(quoted(md5(bytes(11)))).build()));
    assertThat(keys("")).isEmpty();
    assertThat(parts("k", id)).hasSize(1);
  }

  @Test
  void aSmallPartIsRefusedUnlessItIsTheLast() {
    String id = createUpload("k");
    CompletedPart small = uploadPart("k", id, 1, bytes(10));
    CompletedPart last = uploadPart("k", id, 2, bytes(10));

    assertFails("EntityTooSmall", 400, () -> complete("k", id, small, last));
  }

  @Test
  void aConditionalCompletionLosesToAnObject() {
    put("k", bytes(1));
    String id = createUpload("k");
    CompletedPart part = uploadPart("k", id, 1, bytes(10));

    assertFails(
        "PreconditionFailed",
        412,
        () ->
            client()
                .completeMultipartUpload(
                    r ->
                        r.bucket(bucket)
                            .key("k")
                            .uploadId(id)
                            .ifNoneMatch("*")
                            .multipartUpload(u -> u.parts(part))));
    assertThat(get("k")).hasSize(1);
    assertThat(parts("k", id)).hasSize(1);
    complete("k", id, part);
    assertThat(get("k")).hasSize(10);
  }

  @Test
  void aWrongMd5IsRefused() {
    assertFails(
        "BadDigest",
        400,
        () ->
            client()
                .putObject(
                    r -> r.bucket(bucket).key("k").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                    RequestBody.fromString("x")));
    assertThat(keys("")).isEmpty();
  }

  @Test
  void aBucketIsListedAndFound() {
    assertThat(client().listBuckets().buckets()).anyMatch(b -> b.name().equals(bucket));
    client().headBucket(r -> r.bucket(bucket));
    assertFails(404, () -> client().headBucket(r -> r.bucket(bucket + "x")));
  }

  @Test
  void onlyAnEmptyBucketIsDeleted() {
    put("k", bytes(1));
    assertFails("BucketNotEmpty", 409, () -> client().deleteBucket(r -> r.bucket(bucket)));
    client().deleteObject(r -> r.bucket(bucket).key("k"));
    client().deleteBucket(r -> r.bucket(bucket));
    assertFails(404, () -> client().headBucket(r -> r.bucket(bucket)));
  }

  String put(String key, byte[] bytes) {
    return client().putObject(r -> r.bucket(bucket).key(key), RequestBody.fromBytes(bytes)).eTag();
  }

  byte[] get(String key) {
    return client().getObjectAsBytes(r -> r.bucket(bucket).key(key)).asByteArray();
  }

  byte[] get(String key, String range) {
    return client().getObjectAsBytes(r -> r.bucket(bucket).key(key).range(range)).asByteArray();
  }

  String head(String key) {
    return client().headObject(r -> r.bucket(bucket).key(key)).eTag();
  }

  String copy(String from, String to, @Nullable String ifMatch) {
    return client()
        .copyObject(
            r ->
                r.sourceBucket(bucket)
                    .sourceKey(from)
                    .destinationBucket(bucket)
                    .destinationKey(to)
                    .copySourceIfMatch(ifMatch))
        .copyObjectResult()
        .eTag();
  }

  List<String> keys(String prefix) {
    return keys(r -> r.prefix(prefix));
  }

  List<String> keys(Consumer<ListObjectsV2Request.Builder> request) {
    return client()
        .listObjectsV2Paginator(r -> request.accept(r.bucket(bucket)))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  String createUpload(String key) {
    return client().createMultipartUpload(r -> r.bucket(bucket).key(key)).uploadId();
  }

  CompletedPart uploadPart(String key, String id, int number, byte[] bytes) {
    String eTag =
        client()
            .uploadPart(
                r -> r.bucket(bucket).key(key).uploadId(id).partNumber(number),
                RequestBody.fromBytes(bytes))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  CompletedPart copyPart(
      String from, String to, String id, int number, String range, @Nullable String ifMatch) {
    String eTag =
        client()
            .uploadPartCopy(
                r ->
                    r.sourceBucket(bucket)
                        .sourceKey(from)
                        .destinationBucket(bucket)
                        .destinationKey(to)
                        .uploadId(id)
                        .partNumber(number)
                        .copySourceRange(range)
                        .copySourceIfMatch(ifMatch))
            .copyPartResult()
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(eTag).build();
  }

  String complete(String key, String id, CompletedPart... parts) {
    return client()
        .completeMultipartUpload(
            r -> r.bucket(bucket).key(key).uploadId(id).multipartUpload(u -> u.parts(parts)))
        .eTag();
  }

  void abort(String key, String id) {
    client().abortMultipartUpload(r -> r.bucket(bucket).key(key).uploadId(id));
  }

  List<Part> parts(String key, String id) {
    return client().listPartsPaginator(r -> r.bucket(bucket).key(key).uploadId(id)).parts().stream()
        .toList();
  }

  List<MultipartUpload> uploads(String prefix) {
    return client()
        .listMultipartUploadsPaginator(r -> r.bucket(bucket).prefix(prefix))
        .uploads()
        .stream()
        .toList();
  }

  static void assertFails(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  static void assertFails(String code, int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            S3Exception.class,
            e -> {
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(e.statusCode()).isEqualTo(status);
            });
  }

  static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  static String quoted(String eTag) {
    return "\"" + eTag + "\"";
  }

  static String md5(byte[] bytes) {
    return HexFormat.of().formatHex(digest(bytes));
  }

  static String multipartTag(byte[]... parts) {
    byte[] digests = new byte[16 * parts.length];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(digest(parts[i]), 0, digests, 16 * i, 16);
    }
    return md5(digests) + "-" + parts.length;
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("MD5").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> inOrder(List<String> keys) {
    return keys.stream()
        .sorted(Comparator.comparing(key -> key.getBytes(UTF_8), Arrays::compareUnsigned))
        .toList();
  }
}
