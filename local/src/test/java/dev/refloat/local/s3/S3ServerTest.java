package dev.refloat.local.s3;

import static dev.refloat.local.s3.S3Conformance.assertFails;
import static dev.refloat.local.s3.S3Conformance.bytes;
import static dev.refloat.local.s3.S3Conformance.md5;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

final class S3ServerTest {
  private static final String BUCKET = "bucket";

  @TempDir private Path directory;

  private final List<ObjectChange> heard = new CopyOnWriteArrayList<>();

  @Test
  void everythingSurvivesARestart() throws IOException {
    byte[] part = bytes(5 << 20);
    String id;
    String eTag;
    String partTag;
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      eTag =
          client
              .putObject(
                  r -> r.bucket(BUCKET).key("a/b").contentType("x/y").metadata(Map.of("m", "1")),
                  RequestBody.fromString("hello"))
              .eTag();
      id =
          client
              .createMultipartUpload(r -> r.bucket(BUCKET).key("u/k").metadata(Map.of("n", "2")))
              .uploadId();
      partTag =
          client
              .uploadPart(
                  r -> r.bucket(BUCKET).key("u/k").uploadId(id).partNumber(1),
                  RequestBody.fromBytes(part))
              .eTag();
    }
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET); // Is there already.
      var got = client.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/b"));
      assertThat(got.asUtf8String()).isEqualTo("hello");
      assertThat(got.response().eTag()).isEqualTo(eTag);
      assertThat(got.response().contentType()).isEqualTo("x/y");
      assertThat(got.response().metadata()).containsExactly(Map.entry("m", "1"));
      assertThat(client.listMultipartUploads(r -> r.bucket(BUCKET)).uploads()).hasSize(1);
      assertThat(client.listParts(r -> r.bucket(BUCKET).key("u/k").uploadId(id)).parts())
          .hasSize(1);
      client.completeMultipartUpload(
          r ->
              r.bucket(BUCKET)
                  .key("u/k")
                  .uploadId(id)
                  .multipartUpload(
                      u -> u.parts(CompletedPart.builder().partNumber(1).eTag(partTag).build())));
      var whole = client.getObjectAsBytes(r -> r.bucket(BUCKET).key("u/k"));
      assertThat(whole.asByteArray()).isEqualTo(part);
      assertThat(whole.response().metadata()).containsExactly(Map.entry("n", "2"));
    }
  }

  @Test
  void whatACrashLeftInStagingIsRemovedAtTheNextStart() throws IOException {
    start().close();
    Path half = Files.writeString(directory.resolve(".staging/half"), "half");
    try (var server = start()) {
      assertThat(half).doesNotExist();
      assertThat(server.endpoint().getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void theListenerHearsOfEveryFinishedObject() throws IOException {
    String partTag;
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      client.putObject(r -> r.bucket(BUCKET).key("p"), RequestBody.fromString("hello"));
      client.copyObject(
          r ->
              r.sourceBucket(BUCKET)
                  .sourceKey("p")
                  .destinationBucket(BUCKET)
                  .destinationKey("d/c"));
      String id = client.createMultipartUpload(r -> r.bucket(BUCKET).key("m")).uploadId();
      partTag =
          client
              .uploadPart(
                  r -> r.bucket(BUCKET).key("m").uploadId(id).partNumber(1),
                  RequestBody.fromString("hello"))
              .eTag();
      client.completeMultipartUpload(
          r ->
              r.bucket(BUCKET)
                  .key("m")
                  .uploadId(id)
                  .multipartUpload(
                      u -> u.parts(CompletedPart.builder().partNumber(1).eTag(partTag).build())));
      client.deleteObject(r -> r.bucket(BUCKET).key("p"));
      assertFails(
          412,
          () ->
              client.putObject(
                  r -> r.bucket(BUCKET).key("m").ifNoneMatch("*"), RequestBody.fromString("x")));
      assertFails(
          400,
          () ->
              client.putObject(
                  r -> r.bucket(BUCKET).key("x").contentMD5("1B2M2Y8AsgTpgAmY7PhCfg=="),
                  RequestBody.fromString("x")));
    }
    String tag = md5("hello".getBytes(StandardCharsets.UTF_8));

    assertThat(heard.subList(0, 2))
        .containsExactly(
            new ObjectCreated(BUCKET, "p", 5, tag, "PutObject"),
            new ObjectCreated(BUCKET, "d/c", 5, tag, "CopyObject"));
    assertThat(created().toList().get(2).eTag()).endsWith("-1");
    assertThat(created().toList().get(2).reason()).isEqualTo("CompleteMultipartUpload");
    assertThat(heard).hasSize(4).endsWith(new ObjectDeleted(BUCKET, "p"));
  }

  private Stream<ObjectCreated> created() {
    return heard.stream().filter(ObjectCreated.class::isInstance).map(ObjectCreated.class::cast);
  }

  @Test
  void whatIsDeletedIsHeardOfTooOneOrSeveralAtOnce() throws IOException {
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      for (String key : List.of("1", "2", "3")) {
        client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.empty());
      }
      client.deleteObject(r -> r.bucket(BUCKET).key("1"));
      client.deleteObjects(
          r ->
              r.bucket(BUCKET)
                  .delete(
                      d ->
                          d.objects(
                              Stream.of("2", "3")
                                  .map(key -> ObjectIdentifier.builder().key(key).build())
                                  .toList())));
    }

    assertThat(heard)
        .hasSize(6)
        .contains(new ObjectDeleted(BUCKET, "1"), new ObjectDeleted(BUCKET, "2"))
        .contains(new ObjectDeleted(BUCKET, "3"));
  }

  @Test
  void aSlowListenerHoldsUpNoRequestAndIsWaitedForAtTheEnd() throws IOException {
    var release = new CountDownLatch(1);
    try (var server =
            S3Server.start(
                settings(),
                object -> {
                  await(release);
                  heard.add(object);
                });
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      for (int i = 0; i < 5; i++) {
        String text = "" + i;
        client.putObject(
            r -> r.bucket(BUCKET).key("k"),
            RequestBody.fromString("x".repeat(Integer.parseInt(text))));
      }
      assertThat(heard).isEmpty();
      release.countDown();
    }

    assertThat(created().map(ObjectCreated::size)).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void aFailingListenerHearsOfTheNextObject() throws IOException {
    try (var server =
            S3Server.start(
                settings(),
                object -> {
                  heard.add(object);
                  throw new IllegalStateException("Listener");
                });
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      client.putObject(r -> r.bucket(BUCKET).key("1"), RequestBody.empty());
      client.putObject(r -> r.bucket(BUCKET).key("2"), RequestBody.empty());
    }

    assertThat(heard.stream().map(ObjectChange::key)).containsExactly("1", "2");
  }

  @Test
  void ofConcurrentWritesOfAKeyTheLastHeardIsTheOneThatStays() throws Exception {
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      var writers = new ArrayList<Thread>();
      for (int i = 0; i < 40; i++) {
        byte[] body = bytes(100 + i);
        writers.add(
            Thread.startVirtualThread(
                () ->
                    client.putObject(r -> r.bucket(BUCKET).key("k"), RequestBody.fromBytes(body))));
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }
    assertThat(heard).hasSize(40);
    try (var server = start();
        var client = Clients.s3(server)) {
      assertThat(client.headObject(r -> r.bucket(BUCKET).key("k")).contentLength())
          .isEqualTo(created().toList().getLast().size());
    }
  }

  @Test
  void noListingShowsAHalfWrittenObject() throws Exception {
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      var done = new AtomicBoolean();
      var seen = ConcurrentHashMap.<String>newKeySet();
      Thread lister =
          Thread.startVirtualThread(
              () -> {
                while (!done.get()) {
                  client
                      .listObjectsV2(r -> r.bucket(BUCKET))
                      .contents()
                      .forEach(o -> seen.add(o.key() + " " + o.size()));
                }
              });
      client.putObject(r -> r.bucket(BUCKET).key("d/put"), RequestBody.fromBytes(bytes(20 << 20)));
      for (int i = 0; i < 20; i++) {
        String key = "d/copy" + i;
        client.copyObject(
            r ->
                r.sourceBucket(BUCKET)
                    .sourceKey("d/put")
                    .destinationBucket(BUCKET)
                    .destinationKey(key));
      }
      done.set(true);
      lister.join();

      assertThat(seen).isNotEmpty().allMatch(entry -> entry.matches("d/(put|copy\\d+) 20971520"));
    }
  }

  @Test
  void deletesBesideAWriteDoNotBreakIt() throws Exception {
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      var failures = new CopyOnWriteArrayList<Throwable>();
      Runnable writeAndDelete =
          () -> {
            for (int i = 0; i < 100; i++) {
              String key = "a/b/" + Thread.currentThread().threadId();
              try {
                client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
                client.deleteObject(r -> r.bucket(BUCKET).key(key));
              } catch (RuntimeException e) {
                failures.add(e);
              }
            }
          };
      var threads =
          List.of(
              Thread.startVirtualThread(writeAndDelete),
              Thread.startVirtualThread(writeAndDelete),
              Thread.startVirtualThread(writeAndDelete));
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(failures).isEmpty();
      assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    }
  }

  @Test
  void whatIsAboveTheLimitOfOneCopyIsRefused() throws IOException {
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      client.putObject(r -> r.bucket(BUCKET).key("large"), RequestBody.fromString("x"));
      try (var file = new RandomAccessFile(directory.resolve("bucket/large").toFile(), "rw")) {
        file.setLength((5L << 30) + 1); // Sparse: takes no room.
      }

      assertFails(
          "InvalidRequest",
          400,
          () ->
              client.copyObject(
                  r ->
                      r.sourceBucket(BUCKET)
                          .sourceKey("large")
                          .destinationBucket(BUCKET)
                          .destinationKey("copy")));
    }
  }

  @Test
  void onlySignedRequestsAreServed() throws IOException {
    try (var server = start();
        var wrong = Clients.s3(server, "wrong", "eu-west-1");
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.endpoint().getPort())) {
      assertFails("SignatureDoesNotMatch", 403, wrong::listBuckets);
      socket.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .contains(" 403 ")
          .contains("AccessDenied");
    }
  }

  @Test
  void noOtherAddressOfTheHostIsServed() throws IOException {
    var other =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .findFirst();
    Assumptions.assumeTrue(other.isPresent(), "the host has no address but loopback");
    try (var server = start();
        var socket = new Socket()) {
      var address = new InetSocketAddress(other.get(), server.endpoint().getPort());
      assertThatThrownBy(() -> socket.connect(address, 2000)).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aDirectoryHasOneServer() throws IOException {
    try (var server = start()) {
      assertThat(server.endpoint().getPort()).isPositive();
      assertThatThrownBy(this::start)
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("Another S3 server uses the directory");
    }
  }

  @Test
  void aTakenPortIsNamedAndTheDirectoryIsFreeAgain() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var settings = new S3Settings(directory, taken.getLocalPort(), "access", "secret");
      assertThatThrownBy(() -> S3Server.start(settings, heard::add))
          .isInstanceOf(IOException.class)
          .hasMessage("S3 cannot listen on 127.0.0.1:" + taken.getLocalPort());
    }
    start().close();
  }

  @Test
  void theSecretIsNotInTheTextOfTheSettings() {
    assertThat(settings().toString()).contains("access").doesNotContain("secret");
  }

  /** The command line of AWS, where it is installed. */
  @Test
  void theCommandLineCopiesADirectory(@TempDir Path backup) throws Exception {
    Files.createDirectories(backup.resolve("meta"));
    Files.writeString(backup.resolve("meta/full_meta.json"), "{}");
    Files.write(backup.resolve("large"), bytes(20 << 20)); // In parts.
    try (var server = start();
        var client = Clients.s3(server)) {
      server.createBucket(BUCKET);
      aws(server, "s3", "cp", "--recursive", backup.toString(), "s3://bucket/p/in01/backup");
      assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents().stream().map(S3Object::key))
          .containsExactly("p/in01/backup/large", "p/in01/backup/meta/full_meta.json");
      aws(
          server,
          "s3",
          "cp",
          "--recursive",
          "s3://bucket/p/in01/backup",
          backup.resolve("back").toString());
      assertThat(Files.mismatch(backup.resolve("large"), backup.resolve("back/large")))
          .isEqualTo(-1);
      aws(server, "s3", "rm", "--recursive", "s3://bucket/p/");
      assertThat(client.listObjectsV2(r -> r.bucket(BUCKET)).contents()).isEmpty();
    }
  }

  private void aws(S3Server server, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("aws", "--endpoint-url", server.endpoint().toString()));
    command.addAll(List.of(arguments));
    Path output = directory.resolve(".aws-output");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID", "access",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "eu-west-1",
                "AWS_CONFIG_FILE", directory.resolve(".none").toString(),
                "AWS_EC2_METADATA_DISABLED", "true"));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      Assumptions.abort("aws is not installed");
      return;
    }
    assertThat(process.waitFor(Duration.ofMinutes(2))).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }

  private S3Server start() throws IOException {
    return S3Server.start(settings(), heard::add);
  }

  private S3Settings settings() {
    return new S3Settings(directory, 0, "access", "secret");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
