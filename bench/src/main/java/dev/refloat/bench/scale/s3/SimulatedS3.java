package dev.refloat.bench.scale.s3;

import dev.refloat.bench.scale.lambda.Processor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * A client of one process. It answers what a restore asks, for the keys that one has; everything
 * else is unsupported, as the interface has it.
 */
public final class SimulatedS3 implements S3Client {
  private final Copies copies;
  private final MultipartRequests multipart;
  private final Listing listing;
  private final SingleObjects objects;

  private SimulatedS3(S3Service service, Processor processor, Requests requests) {
    this.copies = new Copies(service, requests);
    this.multipart = new MultipartRequests(service, requests);
    this.listing = new Listing(service, requests, processor);
    this.objects = new SingleObjects(service, requests, processor);
  }

  /** Sends again after SlowDown, as the SDK does. */
  public static SimulatedS3 retrying(S3Service service, Processor processor) {
    return new SimulatedS3(service, processor, Requests.retrying(service, processor));
  }

  public static SimulatedS3 once(S3Service service, Processor processor) {
    return new SimulatedS3(service, processor, Requests.once(service, processor));
  }

  @Override
  public CopyObjectResponse copyObject(CopyObjectRequest request) {
    return copies.copyObject(request);
  }

  @Override
  public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request) {
    return copies.uploadPartCopy(request);
  }

  @Override
  public CreateMultipartUploadResponse createMultipartUpload(CreateMultipartUploadRequest request) {
    return multipart.createMultipartUpload(request);
  }

  @Override
  public UploadPartResponse uploadPart(UploadPartRequest request, RequestBody body) {
    return multipart.uploadPart(request, body);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      CompleteMultipartUploadRequest request) {
    return multipart.completeMultipartUpload(request);
  }

  @Override
  public AbortMultipartUploadResponse abortMultipartUpload(AbortMultipartUploadRequest request) {
    return multipart.abortMultipartUpload(request);
  }

  @Override
  public ListPartsResponse listParts(ListPartsRequest request) {
    return multipart.listParts(request);
  }

  @Override
  public ListMultipartUploadsResponse listMultipartUploads(ListMultipartUploadsRequest request) {
    return multipart.listMultipartUploads(request);
  }

  @Override
  public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
    return listing.listObjectsV2(request);
  }

  @Override
  public HeadObjectResponse headObject(HeadObjectRequest request) {
    return objects.headObject(request);
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    return objects.putObject(request, body);
  }

  @Override
  public <T> T getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
    return objects.getObject(request, transformer);
  }

  @Override
  public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
    return objects.deleteObjects(request);
  }

  @Override
  public String serviceName() {
    return "s3";
  }

  @Override
  public void close() {}
}
