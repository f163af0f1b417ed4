package dev.refloat.local.streams;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/**
 * Changes of a table in the shape in which functions get them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Lambda</a>
 */
public final class StreamRecords {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private StreamRecords() {}

  /** One of the records of Lambda's event. */
  public static ObjectNode record(Record change, String region, String streamArn) {
    StreamRecord stream = change.dynamodb();
    ObjectNode record = JSON.objectNode();
    record.put("eventID", change.eventID());
    record.put("eventName", change.eventNameAsString());
    record.put("eventVersion", change.eventVersion());
    record.put("eventSource", "aws:dynamodb");
    record.put("awsRegion", region);
    ObjectNode detail = record.putObject("dynamodb");
    detail.put(
        "ApproximateCreationDateTime", stream.approximateCreationDateTime().getEpochSecond());
    detail.set("Keys", members(stream.keys()));
    if (stream.hasNewImage()) {
      detail.set("NewImage", members(stream.newImage()));
    }
    if (stream.hasOldImage()) {
      detail.set("OldImage", members(stream.oldImage()));
    }
    detail.put("SequenceNumber", stream.sequenceNumber());
    detail.put("SizeBytes", stream.sizeBytes());
    detail.put("StreamViewType", stream.streamViewTypeAsString());
    record.put("eventSourceARN", streamArn);
    return record;
  }

  private static ObjectNode members(Map<String, AttributeValue> item) {
    ObjectNode members = JSON.objectNode();
    item.forEach((name, value) -> members.set(name, value(value)));
    return members;
  }

  private static ObjectNode value(AttributeValue value) {
    JsonNode content =
        switch (value.type()) {
          case S -> JSON.textNode(value.s());
          case N -> JSON.textNode(value.n());
          case B -> JSON.textNode(base64(value.b()));
          case BOOL -> JSON.booleanNode(value.bool());
          case NUL -> JSON.booleanNode(true);
          case SS -> texts(value.ss());
          case NS -> texts(value.ns());
          case BS -> texts(value.bs().stream().map(StreamRecords::base64).toList());
          case L -> JSON.arrayNode().addAll(value.l().stream().map(StreamRecords::value).toList());
          case M -> members(value.m());
          case UNKNOWN_TO_SDK_VERSION ->
              throw new IllegalStateException("An attribute has a type that is not known");
        };
    return JSON.objectNode().set(name(value.type()), content);
  }

  private static String name(AttributeValue.Type type) {
    return type == AttributeValue.Type.NUL ? "NULL" : type.name();
  }

  private static String base64(SdkBytes bytes) {
    return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode array = JSON.arrayNode();
    texts.forEach(array::add);
    return array;
  }
}
