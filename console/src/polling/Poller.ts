import { isAborted, toApiError, type ApiError } from '../api/errors';
import { pace } from './pace';

export interface Look<T> {
  /** What was last read; kept when a later attempt fails. */
  readonly data: T | null;
  /** Why the last attempt failed; null where it did not. */
  readonly error: ApiError | null;
  /** Whether an attempt is under way. */
  readonly loading: boolean;
}

export interface Watched<T> {
  readonly load: (signal: AbortSignal) => Promise<T>;
  readonly moving: (data: T) => boolean;
  readonly onLook: (look: Look<T>) => void;
  readonly isHidden: () => boolean;
}

/** Reads something again and again: fast while it moves, slowly while it rests, not at all while nobody looks. */
export class Poller<T> {
  private look: Look<T> = { data: null, error: null, loading: false };
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private controller: AbortController | undefined;
  private stopped = false;

  constructor(private readonly watched: Watched<T>) {}

  /** Reads it now, and goes on from there. A reading that is under way is given up. */
  refresh(): void {
    if (this.stopped) {
      return;
    }
    clearTimeout(this.timer);
    this.controller?.abort();
    const controller = new AbortController();
    this.controller = controller;
    this.show({ ...this.look, loading: true });
    void this.read(controller.signal);
  }

  /** To be called when the tab is hidden or seen again. */
  visibilityChanged(): void {
    if (this.watched.isHidden()) {
      clearTimeout(this.timer);
    } else if (!this.look.loading) {
      this.refresh();
    }
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.controller?.abort();
  }

  private async read(signal: AbortSignal): Promise<void> {
    try {
      const data = await this.watched.load(signal);
      if (signal.aborted) {
        return;
      }
      this.failures = 0;
      this.show({ data, error: null, loading: false });
    } catch (thrown) {
      if (signal.aborted || isAborted(thrown)) {
        return;
      }
      this.failures++;
      this.show({ ...this.look, error: toApiError(thrown), loading: false });
    }
    this.schedule();
  }

  private schedule(): void {
    const { data, error } = this.look;
    if (error !== null && !error.passing) {
      // What is refused stays refused until somebody does something; asking again would only repeat it.
      return;
    }
    const delay = pace({
      moving: data !== null && this.watched.moving(data),
      hidden: this.watched.isHidden(),
      failures: this.failures,
    });
    if (delay !== null && !this.stopped) {
      this.timer = setTimeout(() => this.refresh(), delay);
    }
  }

  private show(look: Look<T>): void {
    this.look = look;
    this.watched.onLook(look);
  }
}
