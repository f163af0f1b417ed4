package dev.refloat.e2e;

import static java.util.Map.entry;

import dev.refloat.infra.Template;
import dev.refloat.local.template.StackIdentity;
import dev.refloat.local.template.TemplateReader;
import dev.refloat.testing.AwsCalls;
import dev.refloat.testing.HttpStandIn;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * What the functions may do in AWS is what they do: every request of a whole run is allowed by the
 * policies of the template, and everything that these allow was used in it.
 */
final class PermissionsTest {
  private static final String PREFIX = "refloat-";

  /** Small, so that small backups are copied in ranges and in many batches. */
  private static Map<String, String> small(HttpStandIn webhook) {
    return Map.of(
        "RangeThresholdBytes",
        "50000",
        "RangeBytes",
        "5242880",
        "BatchItems",
        "40",
        "WebhookUrl",
        webhook.endpoint() + "/");
  }

  private static final String TRUE_STATUS =
      "Without it S3 answers 403 for an object that is not there, and 404 is what is acted upon.";

  private static final String MANIFEST =
      "Only a catalogue entry above 3 KB compressed is an object.";

  private static final String NO_TAGS =
      "Only an upload whose source has tags has some, and the embedded server has none.";

  /** What a run cannot use, with the reason why it is allowed. */
  private static final Map<String, String> UNUSED =
      Map.ofEntries(
          entry("BackupArrivedFunction s3:ListBucket BackupBucket", TRUE_STATUS),
          entry("ClustersFunction s3:ListBucket DataBucket", TRUE_STATUS),
          entry("CopyFunction s3:ListBucket BackupBucket", TRUE_STATUS),
          entry("InOneCallFunction s3:ListBucket BackupBucket", TRUE_STATUS),
          entry("InOneCallFunction s3:PutObject DataBucket/*/catalogue/*", MANIFEST),
          entry("OpenFilesFunction s3:ListBucket DataBucket", TRUE_STATUS),
          entry("CollectionFunction s3:ListBucket BackupBucket", TRUE_STATUS),
          entry("CollectionFunction s3:GetObjectTagging BackupBucket/*/binlogs/*", NO_TAGS),
          entry("CollectionFunction s3:PutObjectTagging DataBucket/*_log/*", NO_TAGS),
          entry("ClustersFunction s3:GetObject DataBucket/*/catalogue/*", MANIFEST),
          entry("ExportFunction s3:GetObject DataBucket/*/catalogue/*", MANIFEST),
          entry("FireTriggersFunction s3:GetObject DataBucket/*/catalogue/*", MANIFEST),
          entry("FireTriggersFunction s3:ListBucket RequestsBucket", TRUE_STATUS),
          entry(
              "ExportFunction s3:AbortMultipartUpload DataBucket/*/meta/*",
              "A meta above 16 MiB is written in parts; one that fails is given up."),
          entry("CollectionFunction s3:PutObject DataBucket/*/catalogue/*", MANIFEST),
          entry(
              "PlanFunction s3:AbortMultipartUpload WorkBucket/plans/*",
              "A file of a plan above 16 MiB is written in parts; one that fails is given up."));

  private final Map<String, Set<Permission>> used = new ConcurrentHashMap<>();

  @Test
  void whatIsUsedIsAllowedAndWhatIsAllowedIsUsed() throws IOException {
    var interventions = new Interventions();
    Consumer<AwsCalls.Call> recording = this::record;
    AwsCalls.tell(recording);
    AwsCalls.tell(interventions);
    try (var webhook = HttpStandIn.answering(_ -> new HttpStandIn.Answer(204, ""));
        Stack stack = Stack.start(small(webhook))) {
      new WholeRun(stack, interventions).play();
    } finally {
      AwsCalls.tellNoMore(interventions);
      AwsCalls.tellNoMore(recording);
    }

    Map<String, String> arns = arns();
    var missing = new TreeSet<String>();
    var unused = new TreeSet<String>();
    for (String function : Template.functions()) {
      Set<Permission> calls = used.getOrDefault(function, Set.of());
      List<Grant> grants = Grant.of(function);
      calls.stream()
          .filter(call -> grants.stream().noneMatch(grant -> grant.covers(call, arns)))
          .forEach(call -> missing.add(function + " " + call.action() + " " + call.resource()));
      grants.stream()
          .filter(grant -> calls.stream().noneMatch(call -> grant.covers(call, arns)))
          .forEach(grant -> unused.add(grant.toString()));
    }
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(missing).as("called, but not allowed").isEmpty();
          softly
              .assertThat(unused)
              .as("allowed, but not called")
              .containsExactlyInAnyOrderElementsOf(UNUSED.keySet());
        });
  }

  private void record(AwsCalls.Call call) {
    String function = call.function().substring(PREFIX.length());
    used.computeIfAbsent(function, _ -> ConcurrentHashMap.newKeySet())
        .addAll(Permission.of(call.request()));
  }

  /** Of what policies can name, as requests name it. */
  private static Map<String, String> arns() {
    Path file = Path.of(System.getProperty("refloat.root", "..")).resolve("template.yaml");
    var identity =
        new StackIdentity("us-east-1", "000000000000", "refloat", URI.create("http://127.0.0.1"));
    var parameters = Map.of("WebhookUrl", "https://webhook.example/");
    var template = TemplateReader.read(file, parameters, identity);
    var arns = new HashMap<String, String>();
    arns.put(Template.DEFAULT_BUS, identity.arn("events", "event-bus/default"));
    template.tables().forEach(table -> arns.put(table.logicalId(), "table/" + table.name()));
    template
        .buckets()
        .forEach(bucket -> arns.put(bucket.logicalId(), "arn:aws:s3:::" + bucket.name()));
    template.macKeys().forEach(key -> arns.put(key.logicalId(), "key/" + key.id()));
    template.secrets().forEach(secret -> arns.put(secret.logicalId(), secret.arn()));
    for (var machine : template.stateMachines()) {
      arns.put(machine.logicalId(), machine.arn());
      arns.put(
          machine.logicalId() + Grant.EXECUTIONS,
          machine.arn().replace(":stateMachine:", ":execution:"));
    }
    return arns;
  }
}
