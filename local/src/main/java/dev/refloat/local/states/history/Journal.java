package dev.refloat.local.states.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.eval.Values;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON records, one a line. A record is in the operating system's hands when
 * {@link #append} returns, so a killed process loses none; {@link #force} makes them survive a loss
 * of power. A line that was cut off is dropped when the file is opened again.
 */
final class Journal {

  /** Receives each record with its position. */
  interface Visitor {
    void record(long position, JsonNode record);
  }

  // Most records are below this.
  private static final int CHUNK = 2 * 1024;

  private final Path file;
  private @Nullable FileChannel writer;
  private long end;

  Journal(Path file) {
    this.file = file;
  }

  /** Reads every whole record in order and cuts off what follows the last of them. */
  void replay(Visitor visitor) throws IOException {
    long position = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] line = line(channel, position);
      while (line != null) {
        visitor.record(position, Values.JSON.readTree(line));
        position += line.length + 1;
        line = line(channel, position);
      }
      if (position < channel.size()) {
        channel.truncate(position);
      }
    }
    end = position;
  }

  /** Appends a record and answers its position. */
  synchronized long append(ObjectNode record) {
    try {
      if (writer == null) {
        writer = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        writer.position(end);
      }
      byte[] json = Values.JSON.writeValueAsBytes(record);
      ByteBuffer buffer = ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
      while (buffer.hasRemaining()) {
        writer.write(buffer);
      }
      long position = end;
      end += json.length + 1;
      return position;
    } catch (IOException e) {
      throw new UncheckedIOException("The journal of an execution cannot be written", e);
    }
  }

  synchronized void force() {
    try {
      if (writer != null) {
        writer.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The journal of an execution cannot be forced to disk", e);
    }
  }

  /** Gives the file handle back; the next append opens it again. */
  synchronized void closeWriter() {
    try {
      if (writer != null) {
        writer.close();
      }
      writer = null;
    } catch (IOException e) {
      throw new UncheckedIOException("The journal of an execution cannot be closed", e);
    }
  }

  JsonNode read(long position) {
    return read(new long[] {position}).getFirst();
  }

  List<JsonNode> read(long[] positions) {
    List<JsonNode> records = new ArrayList<>(positions.length);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      for (long position : positions) {
        byte[] line = line(channel, position);
        if (line == null) {
          throw new IOException("A record is missing");
        }
        records.add(Values.JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The journal of an execution cannot be read", e);
    }
    return records;
  }

  // The line that starts at the position, or null when no whole line does.
  private static byte @Nullable [] line(FileChannel channel, long position) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (long at = position; channel.read(chunk.clear(), at) > 0; at += chunk.limit()) {
      chunk.flip();
      for (int i = 0; i < chunk.limit(); i++) {
        if (chunk.get(i) == '\n') {
          line.write(chunk.array(), 0, i);
          return line.toByteArray();
        }
      }
      line.write(chunk.array(), 0, chunk.limit());
    }
    return null;
  }
}
