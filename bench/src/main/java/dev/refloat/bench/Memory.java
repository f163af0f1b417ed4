package dev.refloat.bench;

import dev.refloat.bench.cases.Workload;
import dev.refloat.bench.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system in the machine's memory, for cases that fit. A disk is as fast for everybody, and
 * where a copy within the server is mostly what the disk takes for it, it hides who copies better.
 */
final class Memory {
  /** Linux has it mounted. */
  private static final Path SHARED = Path.of("/dev/shm");

  /** For this JVM, the others' programs and the system. */
  private static final long SPARE_BYTES = 6L << 30;

  /** Where nothing is to be kept in it. */
  static final Memory NONE = new Memory(SHARED, 0);

  private final Path directory;
  private final long bytes;

  /**
   * @param directory of a file system
   * @param bytes that may be there
   */
  Memory(Path directory, long bytes) {
    this.directory = directory;
    this.bytes = bytes;
  }

  /** That of this machine; without any room where it has no such file system. */
  static Memory ofMachine() throws IOException {
    return Files.isWritable(SHARED)
        ? new Memory(
            SHARED,
            Math.min(Machine.availableBytes(), Files.getFileStore(SHARED).getUsableSpace())
                - SPARE_BYTES)
        : NONE;
  }

  Path directory() {
    return directory;
  }

  /**
   * Whether a backup and a copy of it fit.
   *
   * @param parts of an object in parts, which S3 has twice until it is complete; 0 for one without
   */
  boolean holds(Workload workload, long parts) {
    long copies = parts > 0 ? 2 : 1;
    return Math.multiplyExact(workload.bytes(), 1 + copies) <= bytes;
  }
}
