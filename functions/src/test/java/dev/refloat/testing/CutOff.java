package dev.refloat.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Ends the process, as far as a test can, before or after the n-th AWS write of a call. */
public final class CutOff {
  private static final Set<String> WRITES =
      Set.of("putItem", "updateItem", "deleteItem", "transactWriteItems", "startExecution");

  private final List<String> writes = new ArrayList<>();
  private final int at;
  private final boolean after;

  /** No exception that any code handles: nothing of the call runs on. */
  public static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;
  }

  private CutOff(int at, boolean after) {
    this.at = at;
    this.after = after;
  }

  public static CutOff never() {
    return new CutOff(-1, false);
  }

  /**
   * A cut at a write.
   *
   * @param write counted from 0
   * @param after whether AWS still makes it
   */
  public static CutOff at(int write, boolean after) {
    return new CutOff(write, after);
  }

  /** What was written so far, by the names of the calls. */
  public List<String> writes() {
    return List.copyOf(writes);
  }

  public <C> C client(Class<C> type, C client) {
    return type.cast(
        Proxy.newProxyInstance(
            CutOff.class.getClassLoader(),
            new Class<?>[] {type},
            (_, method, arguments) -> {
              int write = -2;
              if (WRITES.contains(method.getName())) {
                write = writes.size();
                writes.add(method.getName());
              }
              if (write == at && !after) {
                throw new ProcessDied();
              }
              try {
                Object answer = method.invoke(client, arguments);
                if (write == at) {
                  throw new ProcessDied();
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw write == at ? new ProcessDied() : e.getTargetException();
              }
            }));
  }
}
