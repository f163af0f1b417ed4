package dev.refloat.local.states;

import java.io.IOException;
import java.io.InputStream;

/** The object storage that ItemReader reads from and ResultWriter writes to. */
public interface ObjectStore {

  /**
   * Opens an object for reading from its start.
   *
   * @throws IOException when there is no such object, or it cannot be read; the message becomes the
   *     state's cause
   */
  InputStream open(String bucket, String key) throws IOException;

  /** Writes a whole object, replacing what was there. */
  void put(String bucket, String key, byte[] content) throws IOException;
}
