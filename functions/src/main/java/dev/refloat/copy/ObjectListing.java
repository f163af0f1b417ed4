package dev.refloat.copy;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects under several prefixes, prefix after prefix, each in key order, page by page; or
 * those of a {@link Stretch}.
 */
final class ObjectListing implements Iterator<S3Object> {
  private final S3Client s3;
  private final CopyCalls calls;
  private final String bucket;
  private final Iterator<String> prefixes;
  private final Queue<S3Object> page = new ArrayDeque<>();
  private final @Nullable String last;
  private @Nullable ListObjectsV2Request nextPage;

  ObjectListing(S3Client s3, CopyCalls calls, String bucket, List<String> prefixes) {
    this.s3 = s3;
    this.calls = calls;
    this.bucket = bucket;
    this.prefixes = prefixes.iterator();
    this.last = null;
  }

  /**
   * @param pageKeys that one request asks for
   */
  ObjectListing(S3Client s3, CopyCalls calls, String bucket, Stretch stretch, int pageKeys) {
    this.s3 = s3;
    this.calls = calls;
    this.bucket = bucket;
    this.prefixes = Collections.emptyIterator();
    this.last = stretch.last();
    this.nextPage =
        first(stretch.prefix()).toBuilder().startAfter(stretch.after()).maxKeys(pageKeys).build();
  }

  @Override
  public boolean hasNext() {
    while (page.isEmpty() && (nextPage != null || prefixes.hasNext())) {
      ListObjectsV2Request request = nextPage;
      fetch(request == null ? first(prefixes.next()) : request);
    }
    return !page.isEmpty();
  }

  @Override
  public S3Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return page.remove();
  }

  private ListObjectsV2Request first(String prefix) {
    return ListObjectsV2Request.builder()
        .bucket(bucket)
        .prefix(prefix)
        .maxKeys(S3Limits.PAGE)
        .build();
  }

  private void fetch(ListObjectsV2Request request) {
    var answer = calls.call(() -> s3.listObjectsV2(request));
    List<S3Object> listed = answer.contents();
    listed.stream().filter(object -> !isBehindLast(object)).forEach(page::add);
    boolean isMore =
        Boolean.TRUE.equals(answer.isTruncated()) && (listed.isEmpty() || !isAtEnd(listed));
    nextPage =
        isMore
            ? request.toBuilder().continuationToken(answer.nextContinuationToken()).build()
            : null;
  }

  private boolean isBehindLast(S3Object object) {
    return last != null && KeyOrder.UTF_8.compare(object.key(), last) > 0;
  }

  private boolean isAtEnd(List<S3Object> listed) {
    return last != null && KeyOrder.UTF_8.compare(listed.getLast().key(), last) >= 0;
  }
}
