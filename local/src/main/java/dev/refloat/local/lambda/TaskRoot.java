package dev.refloat.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Unpacks an artifact as Lambda does, which runs files and no jar. */
public final class TaskRoot {
  private TaskRoot() {}

  /**
   * Unpacks it.
   *
   * @param directory is made; nothing may be in it
   * @throws IOException where an entry would lead out of the directory, too
   */
  public static Path unpack(Path artifact, Path directory) throws IOException {
    Path root = Files.createDirectories(directory).toRealPath();
    try (ZipFile zip = new ZipFile(artifact.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path file = root.resolve(entry.getName()).normalize();
        if (!file.startsWith(root)) {
          throw new IOException("The artifact has an entry that leads out of it: " + entry);
        }
        if (!entry.isDirectory()) {
          Files.createDirectories(file.getParent());
          try (InputStream content = zip.getInputStream(entry)) {
            Files.copy(content, file);
          }
        }
      }
    }
    return root;
  }
}
