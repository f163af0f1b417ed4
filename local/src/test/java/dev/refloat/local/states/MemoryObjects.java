package dev.refloat.local.states;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects in memory, by {@code bucket/key}. */
public final class MemoryObjects implements ObjectStore {

  private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
  private volatile boolean readOnly;

  @Override
  public InputStream open(String bucket, String key) throws IOException {
    byte[] content = objects.get(bucket + "/" + key);
    if (content == null) {
      throw new FileNotFoundException("no such key");
    }
    return new ByteArrayInputStream(content);
  }

  @Override
  public void put(String bucket, String key, byte[] content) throws IOException {
    if (readOnly) {
      throw new IOException("access denied");
    }
    objects.put(bucket + "/" + key, content);
  }

  public void refuseWrites() {
    readOnly = true;
  }

  public String text(String path) {
    byte[] content = objects.get(path);
    if (content == null) {
      throw new AssertionError("No object " + path + " among " + objects.keySet());
    }
    return new String(content, StandardCharsets.UTF_8);
  }

  public Map<String, byte[]> all() {
    return objects;
  }
}
