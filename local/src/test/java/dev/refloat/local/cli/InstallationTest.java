package dev.refloat.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.refloat.local.stack.StackException;
import dev.refloat.local.stack.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  @TempDir Path home;

  @Test
  void theConsoleIsThereOnceItIsBuilt() throws IOException {
    Installation installation = new Installation(home);
    assertThat(installation.console()).isEmpty();

    Path dist = Files.createDirectories(home.resolve("console/dist"));
    // As a build leaves it that has not ended.
    assertThat(installation.console()).isEmpty();

    Files.writeString(dist.resolve("index.html"), "<html>");
    assertThat(installation.console())
        .contains(new StackSettings.Console(dist, home.resolve("infra/console.yaml")));
  }

  @Test
  void whatIsMissingIsSaidWithWhatToDo() {
    Installation installation = new Installation(home);
    assertThatThrownBy(installation::template)
        .isInstanceOf(StackException.class)
        .hasMessageEndingWith("template.yaml: run it from the project's directory");
    assertThatThrownBy(installation::artifact)
        .isInstanceOf(StackException.class)
        .hasMessageEndingWith("build it with: mvn -DskipTests package");
  }
}
