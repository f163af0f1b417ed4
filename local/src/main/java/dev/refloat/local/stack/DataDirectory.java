package dev.refloat.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The directory that survives restarts, held by one process. */
final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Makes the directory where it is missing and takes it.
   *
   * @throws StackException where another process has it
   */
  static DataDirectory take(Path directory) throws IOException {
    Path root = Files.createDirectories(directory).toRealPath();
    FileChannel lock =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() != null) {
        return new DataDirectory(root, lock);
      }
    } catch (OverlappingFileLockException e) {
      // Held by another stack of this process: the same answer.
    }
    lock.close();
    throw new StackException(
        "Another stack uses " + root + ": stop it or choose another directory");
  }

  Path s3() {
    return root.resolve("s3");
  }

  Path dynamodb() {
    return root.resolve("dynamodb");
  }

  Path states() {
    return root.resolve("states");
  }

  Path events() {
    return root.resolve("events");
  }

  Path streams() {
    return root.resolve("streams");
  }

  Path kms() {
    return root.resolve("kms");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  Path credentials() {
    return root.resolve("credentials.json");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the data directory", e);
    }
  }
}
