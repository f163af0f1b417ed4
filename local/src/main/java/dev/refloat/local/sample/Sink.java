package dev.refloat.local.sample;

import java.io.IOException;

/** Where a backup is written to. Keys are relative to the backup's own folder. */
public interface Sink {
  /**
   * Takes over the content and closes it when it is written, which may be after this call.
   *
   * @throws IOException when this content or an earlier one could not be written
   */
  void put(String key, Content content) throws IOException;

  /**
   * Returns when every content taken so far is written: what is put next is later than all of it.
   *
   * @throws IOException when one could not be written
   */
  void flush() throws IOException;
}
