package dev.refloat.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.refloat.job.JobLists.JobPage;
import dev.refloat.job.JobLists.ListKey;
import dev.refloat.platform.Item;
import dev.refloat.platform.Table;
import dev.refloat.platform.Transaction;
import dev.refloat.platform.Write;
import dev.refloat.testing.EmbeddedAws;
import dev.refloat.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

final class JobListsTest {
  private static final ListKey PROJECT = ListKey.ofProject("proj-1234");
  private static final ListKey CLUSTER = ListKey.ofCluster("in01-target");
  private static final Instant NOW = Samples.START.plus(Duration.ofDays(1));

  private final Table table = EmbeddedAws.newTable();
  private final JobStore jobs = new JobStore(table);
  private final JobLists lists = jobs.lists();

  private Job create(int number) {
    Job job = Samples.job("job-" + number, Samples.START.plusSeconds(number));
    assertThat(new Transaction().with(jobs.create(job)).run()).isEmpty();
    return job;
  }

  private void list(int from, int to) {
    IntStream.rangeClosed(from, to).mapToObj(this::create).forEach(lists::add);
  }

  private static List<String> ids(JobPage page) {
    return page.jobs().stream().map(Job::jobId).toList();
  }

  @Test
  void pagesBeginWithTheNewest() {
    list(1, 7);

    JobPage first = lists.page(PROJECT, 0, 3, NOW);
    assertThat(first.count()).isEqualTo(7);
    assertThat(ids(first)).containsExactly("job-7", "job-6", "job-5");
    assertThat(ids(lists.page(PROJECT, 3, 3, NOW))).containsExactly("job-4", "job-3", "job-2");
    assertThat(ids(lists.page(PROJECT, 6, 3, NOW))).containsExactly("job-1");
    assertThat(ids(lists.page(PROJECT, 9, 3, NOW))).isEmpty();
    assertThat(lists.page(PROJECT, 900, 3, NOW).count()).isEqualTo(7);
  }

  @Test
  void anEmptyListHasNothing() {
    assertThat(lists.page(PROJECT, 0, 10, NOW)).isEqualTo(new JobPage(0, List.of()));
    assertThat(lists.all(PROJECT, NOW)).isEmpty();
  }

  @Test
  void aJobIsListedOnceUnderItsProjectAndItsCluster() {
    Job job = create(1);
    lists.add(job);
    lists.add(job);

    assertThat(ids(lists.page(PROJECT, 0, 10, NOW))).containsExactly("job-1");
    assertThat(ids(lists.page(CLUSTER, 0, 10, NOW))).containsExactly("job-1");
  }

  @Test
  void aJobIsListedByOneReadAndOneTransaction() {
    Job job = create(1);
    List<String> requests = new ArrayList<>();

    try (var counted = counting(requests)) {
      new JobLists(new Table(counted, table.name())).add(job);
    }

    assertThat(requests).containsExactly("BatchGetItemRequest", "TransactWriteItemsRequest");
  }

  @Test
  void manyAtOnceLeaveNoGap() throws Exception {
    List<Job> created = IntStream.rangeClosed(1, 20).mapToObj(this::create).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> adding = new ArrayList<>();
      created.forEach(job -> adding.add(threads.submit(() -> lists.add(job))));
      for (Future<?> one : adding) {
        one.get();
      }
    }
    JobPage page = lists.page(PROJECT, 0, 100, NOW);
    assertThat(page.count()).isEqualTo(20);
    assertThat(ids(page)).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void whatExpiredIsNeitherListedNorCounted() {
    list(1, 12);
    Instant later = Samples.START.plus(Duration.ofDays(90)).plusSeconds(5);

    JobPage page = lists.page(PROJECT, 0, 100, later);

    assertThat(page.count()).isEqualTo(7);
    assertThat(ids(page)).startsWith("job-12").endsWith("job-6");
    assertThat(lists.page(PROJECT, 0, 100, later.plusSeconds(60)).count()).isZero();
  }

  /** Entries whose jobs are made up: it is the reading of the list that counts. */
  @Test
  void theFiftiethPageOfManyCostsWhatTheFirstDoes() {
    int many = Integer.getInteger("refloat.jobs", 1200);
    list(1, 1);
    for (int number = 2; number <= many; number++) {
      table.write(
          Write.put(
              table,
              Item.key(PROJECT.partition(), "N#%012d".formatted(number))
                  .with("jobId", "job-" + number)
                  .with("expiresAt", JobStore.expiry(Samples.START))));
    }
    table.write(Write.update(table, PROJECT.partition(), "LAST").set("number", many));

    List<String> first = requests(0);
    List<String> fiftieth = requests(49 * 20);

    assertThat(lists.page(PROJECT, 0, 1, NOW).count()).isEqualTo(many);
    assertThat(first).hasSizeLessThanOrEqualTo(5);
    assertThat(fiftieth).isEqualTo(first);
  }

  private static DynamoDbClient counting(List<String> requests) {
    return EmbeddedAws.telling(request -> requests.add(request.getClass().getSimpleName()));
  }

  private List<String> requests(long skip) {
    List<String> requests = new ArrayList<>();
    try (var counted = counting(requests)) {
      new JobLists(new Table(counted, table.name())).page(PROJECT, skip, 20, NOW);
    }
    return requests;
  }
}
