package dev.refloat.local.states.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A top-level execution's place on disk. While it is not settled its tree is held; afterwards it is
 * read when it is needed and may be forgotten when memory is short.
 */
final class Stored {

  private final Path journal;
  private @Nullable ExecutionTree live;
  private @Nullable ExecutionSummary settled;
  private SoftReference<@Nullable ExecutionTree> cached = new SoftReference<>(null);

  Stored(Path journal, ExecutionTree live) {
    this.journal = journal;
    this.live = live;
  }

  Stored(Path journal, ExecutionSummary settled) {
    this.journal = journal;
    this.settled = settled;
  }

  Path journal() {
    return journal;
  }

  /**
   * The tree is asked outside of this lock: whoever settles it holds the tree's lock and then wants
   * this one.
   */
  ExecutionSummary summary() {
    ExecutionTree tree;
    synchronized (this) {
      if (settled != null) {
        return settled;
      }
      tree = tree();
    }
    return ExecutionSummary.of(tree.root());
  }

  synchronized ExecutionTree tree() {
    if (live != null) {
      return live;
    }
    ExecutionTree tree = cached.get();
    if (tree == null) {
      try {
        tree = ExecutionTree.open(journal);
      } catch (IOException e) {
        throw new UncheckedIOException("The journal of an execution cannot be read", e);
      }
      cached = new SoftReference<>(tree);
    }
    return tree;
  }

  synchronized void settle(ExecutionSummary summary) {
    settled = summary;
    cached = new SoftReference<>(live);
    live = null;
  }

  synchronized void unsettle(ExecutionTree tree) {
    live = tree;
    settled = null;
  }
}
