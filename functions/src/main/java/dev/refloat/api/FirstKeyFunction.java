package dev.refloat.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.refloat.access.AccessStore;
import dev.refloat.access.FirstKey;
import dev.refloat.platform.Clients;
import dev.refloat.platform.Json;
import dev.refloat.platform.Refused;
import dev.refloat.platform.Settings;
import dev.refloat.platform.StoredSecret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the first organization, project and key when the stack is deployed, as a custom resource of
 * it. Anybody else who may invoke it is answered {@link FirstKey.Made}. The key is in no answer: it
 * is in the secret.
 *
 * <p>CloudFormation is answered whatever happens, as a deployment waits for it.
 */
public final class FirstKeyFunction implements RequestStreamHandler {
  private static final Logger log = LoggerFactory.getLogger(FirstKeyFunction.class);

  /** Before each further try. What a role may do is known everywhere only after some seconds. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofSeconds(12));

  private final Settings settings;
  private final List<Duration> pauses;

  public FirstKeyFunction() {
    this(System.getenv());
  }

  public FirstKeyFunction(Map<String, String> environment) {
    this(environment, PAUSES);
  }

  FirstKeyFunction(Map<String, String> environment, List<Duration> pauses) {
    this.settings = new Settings(environment);
    this.pauses = pauses;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Optional<StackRequest> stack = StackRequest.of(Json.mapper().readTree(input));
    if (stack.isPresent()) {
      answer(stack.get());
    } else {
      output.write(Json.bytes(make()));
    }
  }

  /** What was made outlives the stack, as the tables do: a deletion changes nothing. */
  private void answer(StackRequest request) throws IOException {
    if (request.isDelete()) {
      request.succeed(Map.of());
      return;
    }
    FirstKey.Made made;
    try {
      made = makeInTheEnd();
    } catch (Refused e) {
      request.fail(e.reason());
      return;
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("First key was not made");
      request.fail("The first key could not be made; the log of FirstKeyFunction says why");
      return;
    }
    request.succeed(Map.of("OrganizationId", made.organizationId(), "ProjectId", made.projectId()));
  }

  private FirstKey.Made makeInTheEnd() {
    for (Duration pause : pauses) {
      try {
        return make();
      } catch (Refused e) {
        throw e;
      } catch (RuntimeException e) {
        log.atWarn().addKeyValue("pause", pause).setCause(e).log("First key is tried again");
        sleep(pause);
      }
    }
    return make();
  }

  /** Builds all it needs here, so that whatever is wrong with that is answered too. */
  private FirstKey.Made make() {
    var secret =
        new StoredSecret(new Clients(settings).secretsManager(), settings.ownerKeySecretArn());
    FirstKey.Made made =
        new FirstKey(AccessStore.of(new Clients(settings)), secret, InstantSource.system()).make();
    log.atInfo()
        .addKeyValue("organizationId", made.organizationId())
        .addKeyValue("projectId", made.projectId())
        .log("First key is there");
    return made;
  }

  private static void sleep(Duration pause) {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
