package dev.refloat.infra;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/api.md} says what the OpenAPI document says. */
class ApiDocumentTest {
  private static final Path PAGE =
      Path.of(requireNonNull(System.getProperty("refloat.root"))).resolve("docs/api.md");

  @Test
  void thePageIsWhatTheDocumentRendersTo() throws IOException {
    String rendered = new ApiDocument(Sources.OPEN_API).render();
    if ("write".equals(System.getProperty("refloat.docs"))) {
      Files.writeString(PAGE, rendered);
    }
    assertThat(PAGE)
        .as(
            "docs/api.md is made from infra/openapi.yaml. To make it anew: mvn -pl local,functions"
                + " test -Dtest=ApiDocumentTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Drefloat.docs=write")
        .hasContent(rendered);
  }

  @Test
  void everyOperationFieldAndCodeIsOnThePage() {
    String rendered = new ApiDocument(Sources.OPEN_API).render();

    for (OpenApi.Operation operation : OpenApi.document().operations()) {
      assertThat(rendered).contains("`" + operation.method() + " " + operation.path() + "`");
    }
    for (var row : Sources.OPEN_API.path("x-error-codes")) {
      assertThat(rendered).contains("| " + row.path("code") + " | " + row.path("status") + " |");
    }
    assertThat(rendered)
        .contains("`dbCollections[].collections[].destCollectionName`")
        .contains("\"destCollectionName\": \"restore_medium_articles\"")
        .doesNotContain("{clusterId}/backups/{backupId}/restoreCollection\"")
        .doesNotContain("| null |");
  }
}
