package dev.refloat.local.s3;

import static dev.refloat.local.s3.Publisher.unquoted;

import dev.refloat.local.s3.Publisher.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Objects: written beside the buckets and published whole, copied by the kernel, listed page by
 * page.
 */
final class ObjectStore extends ForwardingBlobStore {
  /** S3Proxy's own note that an upload is open; it writes and reads it like an object. */
  static final String UPLOAD_NOTE = ".s3proxy-mpu-stub-";

  static final String MARKER_HAS_NO_BYTES =
      "This server cannot keep bytes under a key that ends in a slash";

  /** S3's limit for one CopyObject; S3Proxy knows it only for parts. */
  private static final long MAX_COPY_BYTES = 5L << 30;

  private final Staging staging;
  private final Publisher publisher;
  private final Lister lister;

  ObjectStore(BlobStore files, Staging staging, Publisher publisher, Lister lister) {
    super(files);
    this.staging = staging;
    this.publisher = publisher;
    this.lister = lister;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream payload) {
    if (request.key().startsWith(UPLOAD_NOTE)) {
      return super.putBlob(request, payload);
    }
    requireTarget(request.bucket(), request.key());
    if (Keys.isMarker(request.key())) {
      return putMarker(request, payload);
    }
    return staged(
        name -> {
          PutObjectRequest draft =
              request.toBuilder()
                  .bucket(Staging.BUCKET)
                  .key(name)
                  .ifMatch(null)
                  .ifNoneMatch(null)
                  .build();
          PutObjectResponse response = super.putBlob(draft, payload);
          var condition = new Condition(request.ifMatch(), request.ifNoneMatch());
          publisher.publish(
              request.bucket(), request.key(), name, response.eTag(), condition, "PutObject");
          return response;
        });
  }

  private PutObjectResponse putMarker(PutObjectRequest request, InputStream payload) {
    Long length = request.contentLength();
    if (length != null && length > 0) {
      throw S3Exceptions.invalidRequest(MARKER_HAS_NO_BYTES);
    }
    PutObjectResponse response = super.putBlob(request, payload);
    publisher.announce(request.bucket(), request.key(), 0, response.eTag(), "PutObject");
    return response;
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    String bucket = request.destinationBucket();
    String key = request.destinationKey();
    requireTarget(bucket, key);
    HeadObjectResponse source =
        blobMetadata(
            HeadObjectRequest.builder()
                .bucket(request.sourceBucket())
                .key(request.sourceKey())
                .build());
    require(request, source);
    if (source.contentLength() > MAX_COPY_BYTES) {
      throw S3Exceptions.invalidRequest(
          "The specified copy source is larger than the maximum allowable size for a copy source: "
              + MAX_COPY_BYTES);
    }
    if (Keys.isMarker(key)) {
      CopyObjectResponse response = super.copyBlob(request);
      publisher.announce(bucket, key, 0, response.copyObjectResult().eTag(), "CopyObject");
      return response;
    }
    return staged(
        name -> {
          CopyObjectResponse response =
              canCopyFile(request, source) ? copyFile(request, name) : copyBytes(request, name);
          publisher.publish(
              bucket, key, name, response.copyObjectResult().eTag(), Condition.NONE, "CopyObject");
          return response;
        });
  }

  /**
   * The ETag of a multipart object is not that of its copy, and new metadata is the store's to
   * write.
   */
  private static boolean canCopyFile(CopyObjectRequest request, HeadObjectResponse source) {
    return request.metadataDirective() != MetadataDirective.REPLACE
        && !Keys.isMarker(request.sourceKey())
        && !unquoted(source.eTag()).isEmpty()
        && !source.eTag().contains("-");
  }

  private CopyObjectResponse copyFile(CopyObjectRequest request, String name) throws IOException {
    try {
      staging.copy(publisher.path(request.sourceBucket(), request.sourceKey()), name);
    } catch (NoSuchFileException e) {
      throw S3Exceptions.noSuchKey(
          request.sourceBucket(), request.sourceKey(), "deleted while copied", e);
    }
    HeadObjectResponse copied = delegate().blobMetadata(head(Staging.BUCKET, name));
    require(request, copied);
    if (copied.eTag().contains("-")) {
      staging.discard(name);
      return copyBytes(request, name);
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    staging.touch(name, now);
    var access = request.acl() == null ? ObjectCannedACL.PRIVATE : request.acl();
    delegate().setBlobAccess(Staging.BUCKET, name, access);
    return SdkResponses.copyResponse(copied.eTag(), now);
  }

  private CopyObjectResponse copyBytes(CopyObjectRequest request, String name) {
    return super.copyBlob(
        request.toBuilder().destinationBucket(Staging.BUCKET).destinationKey(name).build());
  }

  private static void require(CopyObjectRequest request, HeadObjectResponse source) {
    String eTag = unquoted(source.eTag());
    String match = request.copySourceIfMatch();
    String noneMatch = request.copySourceIfNoneMatch();
    Instant modified = request.copySourceIfModifiedSince();
    Instant unmodified = request.copySourceIfUnmodifiedSince();
    boolean holds =
        (match == null || unquoted(match).equals(eTag))
            && (noneMatch == null || !unquoted(noneMatch).equals(eTag))
            && (modified == null || source.lastModified().isAfter(modified))
            && (unmodified == null || !source.lastModified().isAfter(unmodified));
    if (!holds) {
      throw S3Exceptions.preconditionFailed(null);
    }
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    requireReadable(request.bucket(), request.key());
    return super.blobMetadata(request);
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return Keys.refusal(key).isEmpty() && super.blobExists(bucket, key);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    requireReadable(request.bucket(), request.key());
    return super.getBlob(request);
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest request) {
    if (request.key().startsWith(UPLOAD_NOTE)) {
      return super.removeBlob(request);
    }
    if (Keys.refusal(request.key()).isEmpty()) {
      publisher.delete(request.bucket(), request.key(), () -> super.removeBlob(request));
    }
    return DeleteObjectResponse.builder().build();
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    requireBucket(request.bucket());
    return lister.list(request);
  }

  @Override
  public ListBucketsResponse list() {
    ListBucketsResponse all = super.list();
    return all.toBuilder()
        .buckets(all.buckets().stream().filter(b -> !b.name().startsWith(".")).toList())
        .build();
  }

  private void requireBucket(String bucket) {
    if (!delegate().containerExists(bucket)) {
      throw S3Exceptions.noSuchBucket(bucket, "");
    }
  }

  private void requireTarget(String bucket, String key) {
    requireBucket(bucket);
    Keys.requireWritable(key);
  }

  /** The file store would tidy the path up and answer with another object. */
  private static void requireReadable(String bucket, String key) {
    if (Keys.refusal(key).isPresent()) {
      throw S3Exceptions.noSuchKey(bucket, key, "");
    }
  }

  private static HeadObjectRequest head(String bucket, String key) {
    return HeadObjectRequest.builder().bucket(bucket).key(key).build();
  }

  private interface Draft<T> {
    T write(String name) throws IOException;
  }

  private <T> T staged(Draft<T> draft) {
    String name = staging.newName();
    try {
      try {
        return draft.write(name);
      } finally {
        staging.discard(name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
