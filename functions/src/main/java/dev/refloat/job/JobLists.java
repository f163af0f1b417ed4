package dev.refloat.job;

import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The jobs of each project and of each cluster, numbered without gaps in the order in which they
 * were asked for: {@code JOBS#PROJECT#{id}} and {@code JOBS#CLUSTER#{id}} / {@code N#{number}},
 * with the last number under {@code LAST}. So any page is one range of numbers, and the number of
 * all follows from the first and the last.
 *
 * <p>A job gets its numbers by a transaction of its own behind the one that creates it: what is
 * refused takes no number. Dies the process in between, the job gets them from whoever looks after
 * jobs that have not ended. Entries expire with their jobs, the oldest first.
 */
public final class JobLists {
  /** Of several lists together, too. */
  public static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing(Job::startTime).thenComparing(Job::jobId).reversed();

  private static final String LAST = "LAST";
  private static final String NUMBER = "N#";

  /** So many others may get their numbers at the same moment, one after the other. */
  private static final int ATTEMPTS = 100;

  private final Table table;

  public JobLists(Table table) {
    this.table = table;
  }

  /** One of the lists. */
  public record ListKey(String partition) {
    public static ListKey ofProject(String projectId) {
      return new ListKey("JOBS#PROJECT#" + projectId);
    }

    public static ListKey ofCluster(String clusterId) {
      return new ListKey("JOBS#CLUSTER#" + clusterId);
    }
  }

  /**
   * A page of a list, the newest job first.
   *
   * @param count of all that the list has
   */
  public record JobPage(int count, List<Job> jobs) {}

  /** Puts a job at the end of the list of its project and of its cluster, if it is not there. */
  public void add(Job job) {
    List<ListKey> lists =
        List.of(ListKey.ofProject(job.projectId()), ListKey.ofCluster(job.clusterId()));
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Map<String, Item> found = find(job, lists);
      if (isListed(found.get(JobStore.partition(job.jobId())))) {
        return;
      }
      var transaction = new Transaction().with(listed(job.jobId()));
      lists.forEach(
          list -> transaction.with(numbered(list, last(found.get(list.partition())), job)));
      OptionalInt failed = transaction.run();
      if (failed.isEmpty() || failed.getAsInt() == 0) {
        return;
      }
    }
    throw new IllegalStateException("Jobs are asked for faster than they can be numbered");
  }

  /** The job and the last number of each list, in one request; by partition. */
  private Map<String, Item> find(Job job, List<ListKey> lists) {
    var keys = new ArrayList<Item>();
    keys.add(Item.key(JobStore.partition(job.jobId()), JobStore.JOB));
    lists.forEach(list -> keys.add(Item.key(list.partition(), LAST)));
    return table.findAll(keys).stream()
        .collect(Collectors.toMap(item -> item.text("pk"), Function.identity()));
  }

  private static boolean isListed(@Nullable Item job) {
    return job != null && job.flag("listed");
  }

  private Write listed(String jobId) {
    return Write.update(table, JobStore.partition(jobId), JobStore.JOB)
        .set("listed", AttributeValue.fromBool(true))
        .ifPresent()
        .ifAbsent("listed");
  }

  private List<Write> numbered(ListKey list, long last, Job job) {
    Write next = Write.update(table, list.partition(), LAST).set("number", last + 1);
    return List.of(
        last == 0 ? next.ifAbsent("number") : next.ifEquals("number", last),
        Write.put(
            table,
            Item.key(list.partition(), key(last + 1))
                .with("jobId", job.jobId())
                .with("expiresAt", JobStore.expiry(job.startTime()))));
  }

  private long last(ListKey list) {
    return last(table.find(list.partition(), LAST).orElse(null));
  }

  private static long last(@Nullable Item last) {
    return last == null ? 0 : last.number("number");
  }

  /**
   * A page; it costs the same wherever it is.
   *
   * @param skip jobs that are newer than those of the page
   * @param size jobs of the page, at most 1,000
   */
  public JobPage page(ListKey list, long skip, int size, Instant now) {
    Optional<Long> first = first(list, now);
    if (first.isEmpty()) {
      return new JobPage(0, List.of());
    }
    long last = last(list);
    long high = last - skip;
    long low = Math.max(first.get(), high - size + 1);
    int count = Math.toIntExact(last - first.get() + 1);
    return new JobPage(count, low > high ? List.of() : jobs(list, low, high));
  }

  /** All of them, the newest first. */
  public List<Job> all(ListKey list, Instant now) {
    return first(list, now).map(first -> jobs(list, first, last(list))).orElse(List.of());
  }

  private Optional<Long> first(ListKey list, Instant now) {
    try (var oldest = table.unexpired(list.partition(), NUMBER, now.getEpochSecond())) {
      return oldest
          .findFirst()
          .map(item -> Long.parseLong(item.text("sk").substring(NUMBER.length())));
    }
  }

  private List<Job> jobs(ListKey list, long low, long high) {
    List<Item> keys =
        table.between(list.partition(), key(low), key(high)).stream()
            .map(entry -> JobStore.partition(entry.text("jobId")))
            .map(partition -> Item.key(partition, JobStore.JOB))
            .toList();
    return table.findAll(keys).stream().map(Job::of).sorted(NEWEST_FIRST).toList();
  }

  private static String key(long number) {
    return NUMBER + "%012d".formatted(number);
  }
}
