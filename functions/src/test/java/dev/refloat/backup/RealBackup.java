package dev.refloat.backup;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A backup that milvus-backup wrote in 2023. It is no part of the project; tests that need it are
 * skipped where it is not beside the project.
 */
public final class RealBackup {
  private RealBackup() {}

  public static Path folder() {
    Path folder =
        Path.of(System.getProperty("refloat.root", "."), "../shared/fixtures/real-backup-2023")
            .toAbsolutePath()
            .normalize();
    assumeThat(Files.isDirectory(folder)).as("real backup is there").isTrue();
    return folder;
  }
}
