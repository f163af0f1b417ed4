package dev.refloat.content;

/** What the logs of a segment hold. */
public enum LogType {
  INSERT(1),
  DELETE(2);

  /** Of every data event in such a log. */
  private final byte eventType;

  LogType(int eventType) {
    this.eventType = (byte) eventType;
  }

  byte eventType() {
    return eventType;
  }
}
