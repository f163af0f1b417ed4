package dev.refloat.bench.run;

import dev.refloat.bench.cases.Backup;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A command that copies one prefix to another.
 *
 * @param tool the program, whose fastest settings count
 * @param words of the command; {@value #SOURCE} and {@value #DESTINATION} stand for bucket and
 *     prefix
 * @param environment where it finds the server and the credentials
 */
public record Peer(
    String tool, String name, List<String> words, Map<String, String> environment, Server server)
    implements Contestant {
  static final String SOURCE = "{source}";
  static final String DESTINATION = "{destination}";

  @Override
  public String how() {
    return String.join(" ", words);
  }

  @Override
  public Run run(Backup backup, int round) throws IOException, InterruptedException {
    String prefix =
        backup.workload().name() + "-" + name.replaceAll("\\W+", "-") + "-" + round + "/";
    String from = backup.bucket() + "/" + backup.logs();
    String to = server.bucket() + "/" + prefix;
    List<String> command =
        words.stream().map(word -> word.replace(SOURCE, from).replace(DESTINATION, to)).toList();
    long start = System.nanoTime();
    Command.run(command, environment);
    return new Run(Duration.ofNanos(System.nanoTime() - start), prefix, "");
  }

  /** Without the environment, which holds a secret. */
  @Override
  public String toString() {
    return "Peer[name=" + name + ", words=" + words + "]";
  }
}
