package dev.refloat.e2e;

import dev.refloat.testing.AwsCalls.Call;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkRequest;

/** What happens to a running system just before a function sends a request, once each. */
final class Interventions implements Consumer<Call> {
  private record Intervention(
      String function, Class<? extends SdkRequest> type, Consumer<SdkRequest> what) {}

  private final List<Intervention> waiting = new CopyOnWriteArrayList<>();

  /** Before the function's next request of this type. */
  void before(
      String function, Class<? extends SdkRequest> type, Consumer<SdkRequest> intervention) {
    waiting.add(new Intervention(function, type, intervention));
  }

  /** Whether all of them have happened. */
  boolean areDone() {
    return waiting.isEmpty();
  }

  @Override
  public void accept(Call call) {
    for (Intervention next : List.copyOf(waiting)) {
      boolean isMeant =
          call.function().endsWith("-" + next.function()) && next.type().isInstance(call.request());
      // Of two calls at once one removes it.
      if (isMeant && waiting.remove(next)) {
        next.what().accept(call.request());
      }
    }
  }
}
