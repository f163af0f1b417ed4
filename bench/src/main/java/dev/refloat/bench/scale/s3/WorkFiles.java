package dev.refloat.bench.scale.s3;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The objects of the work bucket, as files: a plan of ten million objects has some gigabytes. */
final class WorkFiles {
  private final Path directory;

  WorkFiles(Path directory) {
    this.directory = directory;
  }

  /** Of an object, or where it is not whole yet of its upload. */
  private Path file(String key) {
    return directory.resolve(key);
  }

  void put(String key, byte[] content) {
    try {
      Path file = file(key);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds to what is not an object yet. Parts come in order. */
  void append(String upload, byte[] content) {
    try {
      Files.createDirectories(directory);
      Files.write(file(upload), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void complete(String upload, String key) {
    try {
      Path file = file(key);
      Files.createDirectories(file.getParent());
      Files.move(file(upload), file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean has(String key) {
    return Files.isRegularFile(file(key));
  }

  long size(String key) {
    try {
      return Files.size(file(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  InputStream open(String key) throws IOException {
    return new FileInputStream(file(key).toFile());
  }

  /** Bytes from {@code first} on, at most so many. */
  byte[] read(String key, long first, long most) {
    try (FileChannel channel = FileChannel.open(file(key), StandardOpenOption.READ)) {
      var bytes = ByteBuffer.allocate((int) Math.clamp(channel.size() - first, 0, most));
      while (bytes.hasRemaining() && channel.read(bytes, first + bytes.position()) >= 0) {}
      return bytes.array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
