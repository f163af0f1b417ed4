package dev.refloat.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.refloat.local.lambda.Handlers;
import dev.refloat.local.lambda.LambdaHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstKeyTest {
  private static final Credentials NEW = new Credentials("ak", "sk", null, null);

  @TempDir Path directory;
  private LambdaHost lambda;

  @BeforeEach
  void functionThatTellsItsKeyOnce() {
    lambda =
        new LambdaHost(
            List.of(
                Handlers.function("first", SampleHandlers.OneKey.class, Duration.ofSeconds(10)),
                Handlers.function("throwing", Handlers.Throwing.class, Duration.ofSeconds(10))),
            FirstKeyTest.class.getClassLoader(),
            Map::of);
  }

  @Test
  void theKeyOfTheFirstCallIsKept() throws Exception {
    Path file = directory.resolve("credentials.json");
    Credentials complete = FirstKey.ask(lambda, "first", NEW, file);
    assertThat(complete).isEqualTo(new Credentials("ak", "sk", "key-1", "proj-1"));
    assertThat(new ObjectMapper().readValue(file.toFile(), Credentials.class)).isEqualTo(complete);
    assertThat(FirstKey.ask(lambda, "first", complete, file)).isEqualTo(complete);
  }

  @Test
  void aKeyThatNobodyKeptIsSaid() throws Exception {
    Path file = directory.resolve("credentials.json");
    FirstKey.ask(lambda, "first", NEW, file);
    Files.delete(file);
    assertThatThrownBy(() -> FirstKey.ask(lambda, "first", NEW, file))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("nobody kept it");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFunctionThatFailsIsSaid() {
    assertThatThrownBy(() -> FirstKey.ask(lambda, "throwing", NEW, directory.resolve("c")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("no plan");
  }
}
