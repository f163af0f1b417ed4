package dev.refloat.local.stack;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The functions of the small template, which know of their surroundings only what Lambda tells
 * them.
 */
public final class SampleHandlers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SampleHandlers() {}

  /** Notes in the table that the environment names. */
  private static final class NoteStore {
    private final DynamoDbClient client;
    private final String table;

    NoteStore(Map<String, String> environment) {
      client =
          clients(environment)
              .dynamoDb(URI.create(setting(environment, "AWS_ENDPOINT_URL_DYNAMODB")));
      table = setting(environment, "TABLE");
    }

    void put(String id, String text) {
      client.putItem(
          r ->
              r.tableName(table)
                  .item(
                      Map.of("id", AttributeValue.fromS(id), "text", AttributeValue.fromS(text))));
    }

    String get(String id) {
      Map<String, AttributeValue> item =
          client
              .getItem(
                  r ->
                      r.tableName(table)
                          .consistentRead(true)
                          .key(Map.of("id", AttributeValue.fromS(id))))
              .item();
      AttributeValue text = item.get("text");
      return text == null ? "" : text.s();
    }
  }

  private static AwsClients clients(Map<String, String> environment) {
    return new AwsClients(
        setting(environment, "AWS_REGION"),
        setting(environment, "AWS_ACCESS_KEY_ID"),
        setting(environment, "AWS_SECRET_ACCESS_KEY"));
  }

  private static StaticCredentialsProvider credentials(Map<String, String> environment) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(
            setting(environment, "AWS_ACCESS_KEY_ID"),
            setting(environment, "AWS_SECRET_ACCESS_KEY")));
  }

  private static String setting(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException("not set: " + name);
    }
    return value;
  }

  /** Writes down the key that is in the secret, and tells of its project. */
  public static final class StoredKey implements RequestStreamHandler {
    private final NoteStore notes;
    private final Map<String, String> environment;

    public StoredKey(Map<String, String> environment) {
      this.environment = environment;
      notes = new NoteStore(environment);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      JsonNode event = JSON.readTree(input);
      try (SecretsManagerClient secrets =
          SecretsManagerClient.builder()
              .httpClient(UrlConnectionHttpClient.create())
              .region(Region.of(setting(environment, "AWS_REGION")))
              .credentialsProvider(credentials(environment))
              .endpointOverride(
                  URI.create(setting(environment, "AWS_ENDPOINT_URL_SECRETS_MANAGER")))
              .build()) {
        String arn = setting(environment, "OWNER_KEY");
        notes.put("key", "rfl_" + secrets.getSecretValue(r -> r.secretId(arn)).secretString());
      }
      ObjectNode answer = JSON.createObjectNode().put("Status", "SUCCESS");
      answer.putObject("Data").put("ProjectId", "proj-1");
      try (HttpClient client = HttpClient.newHttpClient()) {
        client.send(
            HttpRequest.newBuilder(URI.create(event.path("ResponseURL").asText()))
                .PUT(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(answer)))
                .build(),
            BodyHandlers.discarding());
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  /** Knows the key that was written down. */
  public static final class Authorizer implements RequestStreamHandler {
    private final NoteStore notes;

    public Authorizer(Map<String, String> environment) {
      notes = new NoteStore(environment);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      String shown = JSON.readTree(input).at("/headers/authorization").asText();
      JSON.writeValue(output, Map.of("isAuthorized", shown.equals("Bearer " + notes.get("key"))));
    }
  }

  /** Reads a note by GET, starts the state machine by POST, writes a note for the state machine. */
  public static final class Notes implements RequestStreamHandler {
    private final NoteStore notes;
    private final SfnClient stepFunctions;
    private final Map<String, String> environment;

    public Notes(Map<String, String> environment) {
      this.environment = environment;
      notes = new NoteStore(environment);
      stepFunctions =
          SfnClient.builder()
              .httpClient(UrlConnectionHttpClient.create())
              .region(Region.of(setting(environment, "AWS_REGION")))
              .credentialsProvider(credentials(environment))
              .endpointOverride(URI.create(setting(environment, "AWS_ENDPOINT_URL_SFN")))
              .build();
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      JsonNode event = JSON.readTree(input);
      if (event.has("write")) {
        notes.put(event.get("write").textValue(), event.get("text").textValue());
        JSON.writeValue(output, Map.of("id", event.get("write").textValue()));
        return;
      }
      String id = event.at("/pathParameters/id").textValue();
      if (event.at("/requestContext/http/method").textValue().equals("POST")) {
        String payload = JsonNodeFactory.instance.objectNode().put("id", id).toString();
        stepFunctions.startExecution(
            r ->
                r.stateMachineArn(setting(environment, "STATE_MACHINE_ARN"))
                    .name(id)
                    .input(payload));
      }
      JSON.writeValue(
          output, Map.of("text", notes.get(id), "pathStyle", setting(environment, "PATH_STYLE")));
    }
  }

  /** Writes down what happened. */
  public static final class Recorder implements RequestStreamHandler {
    private final NoteStore notes;

    public Recorder(Map<String, String> environment) {
      notes = new NoteStore(environment);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
        throws IOException {
      JsonNode event = JSON.readTree(input);
      JsonNode detail = event.get("detail");
      if (event.get("source").textValue().equals("aws.scheduler")) {
        notes.put("scheduled", event.get("time").textValue());
      } else if (detail.has("object")) {
        notes.put(
            "arrived",
            detail.at("/object/key").textValue() + " " + detail.at("/object/size").asText());
      } else {
        notes.put("ended", detail.get("name").textValue() + " " + detail.get("status").textValue());
      }
      output.write('1');
    }
  }
}
