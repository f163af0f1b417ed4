package dev.refloat.backup;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.refloat.platform.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The summary of a backup's databases as it is stored: compressed JSON.
 *
 * <p>An item of DynamoDB has at most 400 KB. Five thousand collections with names of twenty random
 * letters take about a third of that. What would take more than {@value #MAX_BYTES} bytes loses
 * first the descriptions, then the collections, and keeps the databases and their counts: nothing
 * decides by the summary, a restore reads the meta.
 */
final class SummaryText {
  static final int MAX_BYTES = 300_000;

  private static final TypeReference<List<DatabaseSummary>> TYPE = new TypeReference<>() {};

  private SummaryText() {}

  static byte[] write(List<DatabaseSummary> databases) {
    byte[] all = compress(databases);
    if (all.length <= MAX_BYTES) {
      return all;
    }
    byte[] shorter =
        compress(databases.stream().map(DatabaseSummary::withoutDescriptions).toList());
    return shorter.length <= MAX_BYTES
        ? shorter
        : compress(databases.stream().map(DatabaseSummary::withoutCollections).toList());
  }

  static List<DatabaseSummary> read(byte[] compressed) {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return Json.mapper().readValue(in, TYPE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] compress(List<DatabaseSummary> databases) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(bytes)) {
      out.write(Json.bytes(databases));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
