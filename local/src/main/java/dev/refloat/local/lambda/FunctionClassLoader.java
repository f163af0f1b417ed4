package dev.refloat.local.lambda;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads a packaged artifact apart from the host's class path, as Lambda does.
 *
 * <p>Only the JDK and Lambda's own interfaces come from the host, so that the artifact runs with
 * the libraries it brings and fails here when it lacks one.
 */
public final class FunctionClassLoader extends URLClassLoader {
  private static final String INTERFACES = "com.amazonaws.services.lambda.runtime.";

  private FunctionClassLoader(URL[] classPath) {
    super("functions", classPath, ClassLoader.getPlatformClassLoader());
  }

  /**
   * A loader for one artifact.
   *
   * @param artifact the jar with the functions and everything they need
   */
  public static FunctionClassLoader of(Path artifact) throws IOException {
    return of(artifact, List.of());
  }

  /**
   * A loader for one artifact with layers: more that stands on its class path, as in Lambda.
   *
   * @param layers jars or directories of classes
   */
  public static FunctionClassLoader of(Path artifact, List<Path> layers) throws IOException {
    List<URL> classPath = new ArrayList<>(List.of(artifact.toUri().toURL()));
    for (Path layer : layers) {
      classPath.add(layer.toUri().toURL());
    }
    return new FunctionClassLoader(classPath.toArray(URL[]::new));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isInterface(name)) {
      return FunctionClassLoader.class.getClassLoader().loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  /**
   * What the core library has; libraries for events and serialization below the same package are
   * the artifact's own.
   */
  private static boolean isInterface(String name) {
    if (!name.startsWith(INTERFACES)) {
      return false;
    }
    String below = name.substring(INTERFACES.length());
    return below.startsWith("logging.") || below.indexOf('.') < 0;
  }
}
