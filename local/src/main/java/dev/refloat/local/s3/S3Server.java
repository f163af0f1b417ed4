package dev.refloat.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.function.Consumer;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * S3 over HTTP on the loopback address, path style, one region, objects in a directory that
 * survives a restart.
 *
 * <p>One server at a time uses a directory. Buckets are directories in it, objects files: a backup
 * can be looked at with {@code ls}, but must not be changed that way, since ETags and metadata are
 * extended attributes of the files.
 */
public final class S3Server implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final S3Proxy proxy;
  private final BlobStore store;
  private final Announcements announcements;
  private final FileChannel lock;

  private S3Server(S3Proxy proxy, BlobStore store, Announcements announcements, FileChannel lock) {
    this.proxy = proxy;
    this.store = store;
    this.announcements = announcements;
    this.lock = lock;
  }

  /**
   * Starts a server.
   *
   * @param listener hears of every object after it became readable or was deleted, one at a time,
   *     in the order of the writes of a key, on a thread of its own; what it throws is logged
   * @throws IOException if the directory cannot be used (made, locked, given extended attributes)
   *     or the port not opened
   */
  public static S3Server start(S3Settings settings, Consumer<ObjectChange> listener)
      throws IOException {
    Path root = Files.createDirectories(settings.directory()).toRealPath();
    FileChannel lock = lock(root);
    try {
      requireAttributes(root);
      var staging = new Staging(root);
      var files = new FilesystemNio2BlobStore(root.toString());
      var announcements = new Announcements(listener);
      var publisher = new Publisher(root, files, staging, announcements);
      var objects = new ObjectStore(files, staging, publisher, new Lister(root, files));
      var store = new UploadStore(objects, files, staging, publisher);
      return new S3Server(open(settings, store), store, announcements, lock);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static S3Proxy open(S3Settings settings, BlobStore store) throws IOException {
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(store)
            .endpoint(URI.create("http://" + LOOPBACK + ":" + settings.port()))
            .awsAuthentication(
                AuthenticationType.AWS_V4, settings.accessKey(), settings.secretKey())
            .build();
    try {
      proxy.start();
    } catch (IOException e) {
      throw new IOException("S3 cannot listen on " + LOOPBACK + ":" + settings.port(), e);
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not start", e);
    }
    return proxy;
  }

  /** Two servers would empty each other's staging directory. */
  private static FileChannel lock(Path root) throws IOException {
    var channel =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process; refused below like one held by another.
    }
    channel.close();
    throw new IOException("Another S3 server uses the directory " + root);
  }

  /** S3Proxy does without them silently, and then knows no ETag. */
  private static void requireAttributes(Path root) throws IOException {
    var view = Files.getFileAttributeView(root, UserDefinedFileAttributeView.class);
    try {
      view.write("refloat", ByteBuffer.wrap(new byte[] {1}));
    } catch (IOException | UnsupportedOperationException | NullPointerException e) {
      throw new IOException(
          "The file system keeps no user extended attributes, where ETags live: " + root, e);
    }
  }

  /** The address for {@code endpointOverride} of a client; path-style access is needed. */
  public URI endpoint() {
    return URI.create("http://" + LOOPBACK + ":" + proxy.getPort());
  }

  /** Makes a bucket that is not there yet. */
  public void createBucket(String name) {
    if (!store.containerExists(name)) {
      store.createContainer(name);
    }
  }

  /** Lets running requests end, tells the listener of everything that was written, then returns. */
  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (Exception e) {
      throw new IllegalStateException("S3Proxy did not stop", e);
    } finally {
      announcements.close();
      unlock();
    }
  }

  private void unlock() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
