package dev.refloat.local.states;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the local Step Functions needs to start.
 *
 * @param port the port on 127.0.0.1; 0 for any that is free
 * @param dataDirectory where state machines and executions are kept; created when it is not there
 * @param listener is told each change of a top-level execution's status, from any thread, and must
 *     not wait long
 * @param account twelve digits, part of every ARN
 */
public record StatesSettings(
    int port,
    Path dataDirectory,
    TaskResources resources,
    ObjectStore objects,
    Consumer<ExecutionStatusChange> listener,
    String region,
    String account) {

  /** The account of everything local. */
  public static final String LOCAL_ACCOUNT = "000000000000";
}
