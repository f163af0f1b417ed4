package dev.refloat.local.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * Lists a bucket in S3's order, one page at a time. A page costs the directories on the way to it
 * and its own objects; the file store would read the attributes of every object below the prefix
 * for every page.
 *
 * <p>A directory {@code d} stands in the order of its siblings as {@code d/}. So a walk that takes
 * children in that order meets keys in the order of S3, and whole directories before the page are
 * passed over.
 */
final class Lister {
  private static final int MAX_PAGE = 1000;

  private final Path root;
  private final BlobStore files;

  Lister(Path root, BlobStore files) {
    this.root = root;
    this.files = files;
  }

  ListObjectsV2Response list(ListObjectsV2Request request) {
    String delimiter = request.delimiter() == null ? "" : request.delimiter();
    if (!delimiter.isEmpty() && !delimiter.equals("/")) {
      throw S3Exceptions.invalidRequest("This server knows no delimiter but the slash");
    }
    int limit = request.maxKeys() == null ? MAX_PAGE : Math.min(MAX_PAGE, request.maxKeys());
    var walk = new Walk(request, !delimiter.isEmpty(), limit);
    if (limit > 0) {
      try {
        walk.descend(root.resolve(request.bucket()), "");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return walk.page();
  }

  /**
   * A child of a directory, under the name by which it is ordered: a directory's ends in a slash.
   */
  private record Child(Path path, String key) {
    boolean isDirectory() {
      return key.endsWith("/");
    }
  }

  private final class Walk {
    private final String bucket;
    private final String prefix;
    private final @Nullable String startAfter;
    private final @Nullable String token;
    private final boolean group;
    private final int limit;
    private final List<S3Object> objects = new ArrayList<>();
    private final List<CommonPrefix> prefixes = new ArrayList<>();
    private String last = "";
    private boolean truncated;

    Walk(ListObjectsV2Request request, boolean group, int limit) {
      this.bucket = request.bucket();
      this.prefix = request.prefix() == null ? "" : request.prefix();
      this.token = request.continuationToken();
      this.startAfter = token == null ? request.startAfter() : null;
      this.group = group;
      this.limit = limit;
    }

    ListObjectsV2Response page() {
      return SdkResponses.objectsPage(objects, prefixes, truncated ? last : null);
    }

    void descend(Path directory, String base) throws IOException {
      for (Child child : children(directory, base)) {
        if (truncated) {
          return;
        }
        if (!child.isDirectory()) {
          object(child);
        } else if (group && child.key().length() > prefix.length()) {
          if (hasObject(child)) {
            add(child.key(), null);
          }
        } else {
          object(child);
          descend(child.path(), child.key());
        }
      }
    }

    private List<Child> children(Path directory, String base) throws IOException {
      var children = new ArrayList<Child>();
      try (var entries = Files.newDirectoryStream(directory)) {
        for (Path entry : entries) {
          String name = entry.getFileName().toString();
          boolean reserved = base.isEmpty() && Keys.isReserved(name);
          if (!reserved && mayHold(base + name)) {
            var child =
                new Child(entry, Files.isDirectory(entry) ? base + name + "/" : base + name);
            if (holds(child)) {
              children.add(child);
            }
          }
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        return List.of(); // Deleted meanwhile, and so are its objects.
      }
      children.sort(Comparator.comparing(Child::key, Keys::compare));
      return children;
    }

    /** Cheap: spares asking the file system what kind of entry it is. */
    private boolean mayHold(String path) {
      return path.startsWith(prefix) || prefix.startsWith(path);
    }

    private boolean holds(Child child) {
      String key = child.key();
      if (!child.isDirectory()) {
        return key.startsWith(prefix) && isAfter(key);
      }
      boolean below = key.startsWith(prefix) || prefix.startsWith(key);
      return below && (isAfter(key) || after().startsWith(key));
    }

    private String after() {
      return token != null ? token : startAfter == null ? "" : startAfter;
    }

    private boolean isAfter(String key) {
      return Keys.compare(key, after()) > 0;
    }

    /**
     * A token that is a common prefix stands for everything below it; a key to start after does
     * not.
     */
    private boolean hasObject(Child directory) throws IOException {
      if (token != null && token.equals(directory.key())) {
        return false;
      }
      var probe =
          new Walk(
              ListObjectsV2Request.builder()
                  .bucket(bucket)
                  .prefix(directory.key())
                  .startAfter(after())
                  .build(),
              false,
              1);
      probe.object(directory);
      probe.descend(directory.path(), directory.key());
      return !probe.objects.isEmpty();
    }

    private void object(Child child) {
      String key = child.key();
      if (!key.startsWith(prefix) || !isAfter(key)) {
        return;
      }
      if (child.isDirectory() && !mayBeMarker(child.path())) {
        return;
      }
      @Nullable HeadObjectResponse head = files.blobMetadataIfPresent(bucket, key);
      if (head != null) {
        add(
            key,
            SdkResponses.objectEntry(
                key,
                head.eTag(),
                head.lastModified(),
                head.contentLength(),
                head.storageClass() == null ? StorageClass.STANDARD : head.storageClass()));
      }
    }

    /**
     * Only a marker has attributes. Most directories are none, and the file store would tell that
     * by an exception.
     */
    private static boolean mayBeMarker(Path directory) {
      try {
        var view = Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class);
        return view == null || !view.list().isEmpty();
      } catch (IOException e) {
        return true;
      }
    }

    private void add(String key, @Nullable S3Object object) {
      if (objects.size() + prefixes.size() == limit) {
        truncated = true;
        return;
      }
      last = key;
      if (object == null) {
        prefixes.add(SdkResponses.commonPrefix(key));
      } else {
        objects.add(object);
      }
    }
  }
}
