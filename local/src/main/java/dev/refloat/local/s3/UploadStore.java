package dev.refloat.local.s3;

import dev.refloat.local.s3.Publisher.Condition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.SdkResponses;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import org.gaul.s3proxy.nio2blob.AbstractNio2BlobStore;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Multipart uploads: only to uploads that are open, parts in number order, completed in one step.
 */
final class UploadStore extends ForwardingBlobStore {
  private final BlobStore files;
  private final Staging staging;
  private final Publisher publisher;

  /**
   * @param objects the next store
   * @param files the store that keeps the parts
   */
  UploadStore(BlobStore objects, BlobStore files, Staging staging, Publisher publisher) {
    super(objects);
    this.files = files;
    this.staging = staging;
    this.publisher = publisher;
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest request) {
    Keys.requireWritable(request.key());
    if (Keys.isMarker(request.key())) {
      throw S3Exceptions.invalidRequest(ObjectStore.MARKER_HAS_NO_BYTES);
    }
    return super.initiateMultipartUpload(request);
  }

  /**
   * Written aside and then renamed under the key's lock: no part outlives the end of its upload.
   */
  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest request, InputStream payload) {
    requireOpen(upload);
    String name = staging.newName();
    try {
      PutObjectResponse written =
          files.putBlob(
              PutObjectRequest.builder()
                  .bucket(Staging.BUCKET)
                  .key(name)
                  .contentLength(request.contentLength())
                  .contentMD5(request.contentMD5())
                  .build(),
              payload);
      inOrder(
          upload,
          () -> {
            requireOpen(upload);
            staging.move(
                name,
                publisher.path(upload.containerName(), partName(upload, request.partNumber())));
          });
      return SdkResponses.uploadedPart(written.eTag());
    } finally {
      discard(name);
    }
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    if (!files.blobExists(upload.containerName(), ObjectStore.UPLOAD_NOTE + upload.id())) {
      throw Errors.noSuchUpload();
    }
    return super.listMultipartUpload(upload).stream()
        .sorted(Comparator.comparing(Part::partNumber))
        .toList();
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    inOrder(upload, () -> super.abortMultipartUpload(upload));
  }

  /**
   * Joins second names of the parts into a staged object. The parts keep their own names until it
   * is published: a refused condition or a crash leaves the upload as it was.
   */
  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    String name = staging.newName();
    var draft =
        new MultipartUpload(
            upload.id(), upload.request().toBuilder().bucket(Staging.BUCKET).key(name).build());
    List<CompletedPart> parts = request.multipartUpload().parts();
    try {
      link(upload, draft, parts);
      CompleteMultipartUploadResponse response =
          files.completeMultipartUpload(
              draft,
              request.toBuilder().bucket(Staging.BUCKET).key(name).ifNoneMatch(null).build());
      var condition = new Condition(request.ifMatch(), request.ifNoneMatch());
      publisher.publish(
          upload.containerName(),
          upload.blobName(),
          name,
          response.eTag(),
          condition,
          "CompleteMultipartUpload");
      abortMultipartUpload(upload);
      return response;
    } finally {
      discard(name);
      parts.forEach(part -> discard(partName(draft, part.partNumber())));
    }
  }

  private void link(MultipartUpload upload, MultipartUpload draft, List<CompletedPart> parts) {
    inOrder(
        upload,
        () -> {
          for (CompletedPart part : parts) {
            try {
              Files.createLink(
                  staging.path(partName(draft, part.partNumber())),
                  publisher.path(upload.containerName(), partName(upload, part.partNumber())));
            } catch (NoSuchFileException e) {
              throw Errors.noSuchUpload();
            }
          }
        });
  }

  /** The file store's own note names the upload and its key. */
  private void requireOpen(MultipartUpload upload) {
    String note = ".mpus-" + upload.id() + "-" + upload.blobName() + "-stub";
    if (!files.blobExists(upload.containerName(), note)) {
      throw Errors.noSuchUpload();
    }
  }

  private void inOrder(MultipartUpload upload, Publisher.Step step) {
    publisher.inOrder(upload.containerName(), upload.blobName(), step);
  }

  private static String partName(MultipartUpload upload, int number) {
    return AbstractNio2BlobStore.multipartPartName(upload.id(), upload.blobName(), number);
  }

  private void discard(String name) {
    try {
      staging.discard(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
