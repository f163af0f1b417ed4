package dev.refloat.local.states.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.refloat.local.states.definition.DefinitionLoader;
import dev.refloat.local.states.definition.InvalidDefinition;
import dev.refloat.local.states.eval.Values;
import dev.refloat.local.states.history.Arns;
import dev.refloat.local.states.history.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registered state machines, one file each. */
public final class MachineStore {

  private static final Logger log = LoggerFactory.getLogger(MachineStore.class);

  private final Path directory;
  private final DefinitionLoader loader;
  private final Arns arns;
  private final InstantSource clock;
  private final Map<String, MachineRecord> byArn = new ConcurrentSkipListMap<>();

  public MachineStore(Path directory, DefinitionLoader loader, Arns arns, InstantSource clock)
      throws IOException {
    this.directory = Files.createDirectories(directory);
    this.loader = loader;
    this.arns = arns;
    this.clock = clock;
  }

  /**
   * Reads the machines of a run before this one. One that can no longer be loaded is told in the
   * log and left out.
   */
  public void load() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(directory)) {
      files = all.filter(file -> file.toString().endsWith(".json")).toList();
    }
    for (Path file : files) {
      JsonNode json = Values.JSON.readTree(Files.readAllBytes(file));
      try {
        MachineRecord machine = read(json);
        byArn.put(machine.arn(), machine);
      } catch (InvalidDefinition e) {
        log.atError()
            .addKeyValue("name", json.path("name").asText())
            .addKeyValue("findings", e.findings())
            .log("A stored state machine cannot be loaded any more");
      }
    }
  }

  @Nullable MachineRecord find(String arn) {
    return byArn.get(arn);
  }

  List<MachineRecord> all() {
    return List.copyOf(byArn.values());
  }

  /**
   * Registers a machine under a name that is free, or gives a new definition to one that is there.
   *
   * @throws InvalidDefinition with all findings; then nothing is changed
   */
  public synchronized String put(String name, String definition, String roleArn)
      throws InvalidDefinition {
    String arn = arns.machine(name);
    MachineRecord before = byArn.get(arn);
    Instant now = clock.instant();
    MachineRecord machine =
        new MachineRecord(
            arn,
            name,
            definition,
            loader.load(definition),
            roleArn,
            UUID.randomUUID().toString(),
            before == null ? now : before.creationDate(),
            now);
    try {
      AtomicFile.write(file(arn), Values.JSON.writeValueAsBytes(json(machine)));
    } catch (IOException e) {
      throw new UncheckedIOException("A state machine cannot be written", e);
    }
    byArn.put(arn, machine);
    return arn;
  }

  synchronized void remove(String arn) {
    try {
      AtomicFile.delete(file(arn));
    } catch (IOException e) {
      throw new UncheckedIOException("A state machine cannot be removed", e);
    }
    byArn.remove(arn);
  }

  private Path file(String arn) {
    return directory.resolve(
        UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)) + ".json");
  }

  private MachineRecord read(JsonNode json) throws InvalidDefinition {
    String definition = json.path("definition").asText();
    return new MachineRecord(
        json.path("arn").asText(),
        json.path("name").asText(),
        definition,
        loader.load(definition),
        json.path("roleArn").asText(),
        json.path("revisionId").asText(),
        Instant.ofEpochMilli(json.path("creationDate").asLong()),
        Instant.ofEpochMilli(json.path("updateDate").asLong()));
  }

  private static ObjectNode json(MachineRecord machine) {
    return Values.JSON
        .createObjectNode()
        .put("arn", machine.arn())
        .put("name", machine.name())
        .put("definition", machine.definition())
        .put("roleArn", machine.roleArn())
        .put("revisionId", machine.revisionId())
        .put("creationDate", machine.creationDate().toEpochMilli())
        .put("updateDate", machine.updateDate().toEpochMilli());
  }
}
