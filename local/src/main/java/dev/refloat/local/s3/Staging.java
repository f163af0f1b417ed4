package dev.refloat.local.s3;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;

/**
 * A directory beside the buckets where an object is written in full before one rename puts it at
 * its key, so that neither a listing nor a crash shows a half of it. What a crash left here is
 * removed at the next start.
 */
final class Staging {
  /** No client can name a bucket that begins with a dot. */
  static final String BUCKET = ".staging";

  /** A parent directory can vanish under a writer when the last object beside it is deleted. */
  private static final int MOVE_ATTEMPTS = 100;

  private final Path directory;

  Staging(Path root) throws IOException {
    directory = Files.createDirectories(root.resolve(BUCKET));
    try (var leftovers = Files.newDirectoryStream(directory)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  String newName() {
    return UUID.randomUUID().toString();
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  long size(String name) throws IOException {
    return Files.size(path(name));
  }

  /**
   * A copy of the file with its extended attributes, made by the kernel where it can (on some file
   * systems by sharing the blocks). The bytes and the attributes are those of one version, whatever
   * replaces the source meanwhile. Never a hard link: it would share the time and the access of its
   * source, and damage to one would be damage to both.
   */
  void copy(Path source, String name) throws IOException {
    Files.copy(source, path(name), StandardCopyOption.COPY_ATTRIBUTES);
  }

  void touch(String name, Instant now) throws IOException {
    Files.setLastModifiedTime(path(name), FileTime.from(now));
  }

  void move(String name, Path target) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        Files.createDirectories(target.getParent());
        Files.move(
            path(name),
            target,
            StandardCopyOption.ATOMIC_MOVE,
            StandardCopyOption.REPLACE_EXISTING);
        return;
      } catch (NoSuchFileException e) {
        if (attempt == MOVE_ATTEMPTS || !Files.exists(path(name))) {
          throw e;
        }
      } catch (FileAlreadyExistsException e) {
        // createDirectories says so as well of a directory that another write made and a delete
        // took away again, in between its own two looks.
        if (attempt == MOVE_ATTEMPTS || Files.isRegularFile(Path.of(e.getFile()))) {
          throw e;
        }
      }
    }
  }

  void discard(String name) throws IOException {
    Files.deleteIfExists(path(name));
  }
}
