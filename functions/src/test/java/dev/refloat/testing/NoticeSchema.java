package dev.refloat.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.refloat.platform.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code infra/job-status-change.schema.json} as the judge of what others are told of jobs. */
public final class NoticeSchema {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12,
              builder ->
                  builder.schemaRegistryConfig(
                      SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()))
          .getSchema(text(), InputFormat.JSON);

  private NoticeSchema() {}

  /** What is wrong with the detail of an event. */
  public static List<String> problems(JsonNode detail) {
    return SCHEMA.validate(detail.toString(), InputFormat.JSON).stream()
        .map(Error::toString)
        .toList();
  }

  public static JsonNode properties() {
    return Json.tree(text()).path("properties");
  }

  private static String text() {
    Path root = Path.of(System.getProperty("refloat.root", ".."));
    try {
      return Files.readString(root.resolve("infra/job-status-change.schema.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
