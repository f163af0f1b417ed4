package dev.refloat.platform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;

/**
 * Takes the objects out of the answer to a list before the SDK reads it: the SDK makes a tree of
 * every element, which takes twenty times as long, and planning lists ten million objects. Only for
 * requests that a {@link Page} was made for; of an answer that is not understood nothing is taken,
 * and the SDK reads it whole.
 */
final class ListAnswer implements ExecutionInterceptor {
  private static final ExecutionAttribute<Page> PAGE = new ExecutionAttribute<>("ListAnswer.Page");

  /** The objects of one answer, whether they were taken out of it or read by the SDK. */
  static final class Page {
    private @Nullable List<ListedObject> taken;

    /** Has the answer's objects put here by a client that has the interceptor. */
    ListObjectsV2Request.Builder on(ListObjectsV2Request.Builder request) {
      return request.overrideConfiguration(c -> c.putExecutionAttribute(PAGE, this));
    }

    List<ListedObject> objects(ListObjectsV2Response answer) {
      List<ListedObject> known = taken;
      return known != null
          ? known
          : answer.contents().stream()
              .map(object -> new ListedObject(object.key(), object.size(), object.eTag()))
              .toList();
    }
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Page page = attributes.getAttribute(PAGE);
    Optional<InputStream> body = context.responseBody();
    if (page == null || body.isEmpty()) {
      return body;
    }
    // An attempt before this one may have been answered.
    page.taken = null;
    return context.httpResponse().isSuccessful() ? Optional.of(take(body.get(), page)) : body;
  }

  private static InputStream take(InputStream body, Page page) {
    try {
      byte[] xml = body.readAllBytes();
      Optional<ListXml> list = ListXml.read(xml);
      page.taken = list.map(ListXml::objects).orElse(null);
      return new ByteArrayInputStream(list.map(ListXml::rest).orElse(xml));
    } catch (IOException e) {
      throw RetryableException.create("A list broke off", e);
    }
  }
}
