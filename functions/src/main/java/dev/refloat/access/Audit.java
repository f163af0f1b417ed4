package dev.refloat.access;

import dev.refloat.platform.Clients;
import dev.refloat.platform.ErrorCode;
import dev.refloat.platform.Item;
import dev.refloat.platform.Refused;
import dev.refloat.platform.SortableTime;
import dev.refloat.platform.Table;
import dev.refloat.platform.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Records every change that a known caller asks for: who, what, when, from where, and how it ended.
 *
 * <p>The record is written before the change is tried and completed behind it, so that there is no
 * change without a record; one without a code is of a process that died, or could not write it. It
 * holds the path and the ids of what was made, and nothing else of request and answer, which can
 * hold secrets.
 */
public final class Audit {
  private static final Logger log = LoggerFactory.getLogger(Audit.class);
  private static final Duration KEPT = Duration.ofDays(400);

  private final Table table;
  private final InstantSource clock;

  public Audit(Table table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** For a function that is told of the Jobs table. */
  public static Audit of(Clients clients) {
    return new Audit(
        new Table(clients.dynamoDb(), clients.settings().jobsTable()), InstantSource.system());
  }

  /**
   * What is asked for, by whom.
   *
   * @param requestId tells changes of one moment apart
   * @param method of HTTP, or FIRE where a trigger does it for who made it
   * @param sourceIp empty where it is not known
   */
  public record Change(
      Principal caller, String requestId, String method, String path, String sourceIp) {}

  /**
   * Carries out a change and tells of it.
   *
   * @param made the ids of what was made, as JSON
   */
  public <T> T tell(Change change, Supplier<T> does, Function<T, String> made) {
    Item record = record(change);
    table.write(Write.put(table, record));
    T done;
    try {
      done = does.get();
    } catch (Refused e) {
      end(record, e.code().code(), "");
      throw e;
    } catch (RuntimeException e) {
      end(record, ErrorCode.INTERNAL.code(), "");
      throw e;
    }
    end(record, 0, made.apply(done));
    return done;
  }

  private Item record(Change change) {
    Instant now = clock.instant();
    Principal caller = change.caller();
    return Item.key(
            "AUDIT#" + caller.organizationId(), SortableTime.of(now) + "#" + change.requestId())
        .with("time", now)
        .with("requestId", change.requestId())
        .with("principalId", caller.id())
        .with("apiKeyId", caller.apiKeyId())
        .with("method", change.method())
        .with("path", change.path())
        .with("sourceIp", change.sourceIp())
        .with("expiresAt", now.plus(KEPT).getEpochSecond());
  }

  /** The caller is told what happened, even where the record cannot be. */
  private void end(Item record, int code, String made) {
    try {
      table.write(
          Write.update(table, record.text("pk"), record.text("sk"))
              .set("code", code)
              .set("made", made.isEmpty() ? null : made));
    } catch (SdkException e) {
      log.atError().addKeyValue("code", code).setCause(e).log("Audit record was not completed");
    }
  }
}
