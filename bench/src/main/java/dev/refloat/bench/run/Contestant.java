package dev.refloat.bench.run;

import dev.refloat.bench.cases.Backup;
import java.io.IOException;

/** One who copies the logs of a backup within the server. */
public sealed interface Contestant permits RefloatRestore, Peer {
  String name();

  /** What it does, in one line for the report: a command, with what differs per run left open. */
  String how();

  /**
   * Copies all of it.
   *
   * @param round makes the destination a new one
   * @throws dev.refloat.bench.BenchFailure where it did not come to a good end
   */
  Run run(Backup backup, int round) throws IOException, InterruptedException;
}
