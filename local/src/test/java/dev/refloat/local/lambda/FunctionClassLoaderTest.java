package dev.refloat.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionClassLoaderTest {

  @TempDir Path directory;

  private Path jar(Class<?>... classes) throws IOException {
    Path jar = directory.resolve("functions.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Class<?> type : classes) {
        String entry = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(entry));
        try (InputStream in =
            FunctionClassLoaderTest.class.getClassLoader().getResourceAsStream(entry)) {
          assertThat(in).isNotNull();
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  @Test
  void handlersComeFromTheArtifactAndLambdasInterfacesFromTheHost() throws Exception {
    try (FunctionClassLoader loader = FunctionClassLoader.of(jar(Handlers.Echo.class))) {
      Class<?> handler = loader.loadClass(Handlers.Echo.class.getName());
      assertThat(handler)
          .isNotSameAs(Handlers.Echo.class)
          .isAssignableTo(RequestStreamHandler.class);
    }
  }

  @Test
  void theHostsLibrariesAreOutOfSight() throws Exception {
    try (FunctionClassLoader loader = FunctionClassLoader.of(jar(Handlers.Echo.class))) {
      assertThatThrownBy(() -> loader.loadClass("com.fasterxml.jackson.databind.ObjectMapper"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> loader.loadClass("org.slf4j.Logger"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(loader.getResource("org/slf4j/Logger.class")).isNull();
      assertThat(loader.loadClass("java.net.http.HttpClient")).isNotNull();
    }
  }

  @Test
  void librariesBelowLambdasPackageAreTheArtifactsOwn() throws Exception {
    try (FunctionClassLoader loader = FunctionClassLoader.of(jar(Handlers.Echo.class))) {
      assertThat(loader.loadClass("com.amazonaws.services.lambda.runtime.logging.LogLevel"))
          .isNotNull();
      assertThatThrownBy(
              () -> loader.loadClass("com.amazonaws.services.lambda.runtime.events.S3Event"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }
}
