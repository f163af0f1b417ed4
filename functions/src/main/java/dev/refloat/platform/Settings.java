package dev.refloat.platform;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a function is told by its environment variables, as {@code template.yaml} sets them.
 *
 * <p>A function is given only the names it needs, so a missing one is found when it is asked for,
 * by name.
 */
public record Settings(Map<String, String> variables) {
  public Settings {
    variables = Map.copyOf(variables);
  }

  public static Settings ofProcess() {
    return new Settings(System.getenv());
  }

  public String clustersTable() {
    return require("CLUSTERS_TABLE");
  }

  public String accessTable() {
    return require("ACCESS_TABLE");
  }

  public String jobsTable() {
    return require("JOBS_TABLE");
  }

  /** Where milvus-backup writes; restores only read from it. */
  public String backupBucket() {
    return findBackupBucket().orElseGet(() -> require("BACKUP_BUCKET"));
  }

  /** The same, for what is not always told of it. */
  public Optional<String> findBackupBucket() {
    return find("SOURCE_BUCKET").or(() -> find("BACKUP_BUCKET"));
  }

  /** Where the backup bucket is. */
  public String backupRegion() {
    return find("SOURCE_REGION").orElseGet(this::region);
  }

  /** The role that may read the backup bucket, where the function's own may not. */
  public Optional<String> sourceRoleArn() {
    return find("SOURCE_ROLE_ARN");
  }

  /** Where the files of restored clusters are. */
  public String dataBucket() {
    return require("DATA_BUCKET");
  }

  /** Plans; its objects expire. */
  public String workBucket() {
    return require("WORK_BUCKET");
  }

  /** By which restores are started: that of an alias. */
  public String stateMachineArn() {
    return require("STATE_MACHINE_ARN");
  }

  /** The KMS key of {@link KeyedHash}. */
  public String macKeyId() {
    return require("MAC_KEY_ID");
  }

  /** Where the owner's API key is kept, as {@link StoredSecret} reads it. */
  public String ownerKeySecretArn() {
    return require("OWNER_KEY_SECRET_ARN");
  }

  /** The newest Milvus that restored clusters are for. */
  public String milvusVersion() {
    return require("MILVUS_VERSION");
  }

  public String region() {
    return require("AWS_REGION");
  }

  public String require(String name) {
    String value = variables.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException("Environment variable is not set: " + name);
    }
    return value;
  }

  public Optional<String> find(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** An address in place of the regional one, in the variable that every AWS SDK reads. */
  public Optional<URI> endpoint(String service) {
    return find("AWS_ENDPOINT_URL_" + service).map(URI::create);
  }

  public boolean flag(String name) {
    return find(name).map(Boolean::parseBoolean).orElse(false);
  }

  /** A whole number; {@code fallback} where the variable is not set. */
  public long number(String name, long fallback) {
    return find(name).map(value -> parse(name, value)).orElse(fallback);
  }

  private static long parse(String name, String value) {
    try {
      return Long.parseLong(requireNonNull(value));
    } catch (NumberFormatException e) {
      throw new IllegalStateException("Environment variable is not a whole number: " + name, e);
    }
  }

  /** Names only: values can be secrets. */
  @Override
  public String toString() {
    return "Settings" + variables.keySet();
  }
}
