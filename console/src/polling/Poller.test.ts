import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { errorOf } from '../api/errors';
import { Poller, type Look } from './Poller';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const refused = errorOf(404, { code: 96026, message: 'There is none.' });
const failed = errorOf(500, null);

function watching(load: (signal: AbortSignal) => Promise<string>, moving = true) {
  const looks: Look<string>[] = [];
  const tab = { hidden: false };
  const poller = new Poller<string>({
    load,
    moving: () => moving,
    onLook: (look) => looks.push(look),
    isHidden: () => tab.hidden,
  });
  return { poller, looks, tab, latest: () => looks.at(-1) };
}

describe('Poller', () => {
  it('reads at once and every two seconds while something moves', async () => {
    const load = vi.fn().mockResolvedValue('read');
    const { poller, latest } = watching(load);
    poller.refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(latest()).toEqual({ data: 'read', error: null, loading: false });
    await vi.advanceTimersByTimeAsync(4_000);
    expect(load).toHaveBeenCalledTimes(3);
  });

  it('keeps what was read when a later attempt fails, and goes on', async () => {
    const load = vi.fn().mockResolvedValueOnce('read').mockRejectedValueOnce(failed).mockResolvedValue('again');
    const { poller, latest } = watching(load);
    poller.refresh();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(latest()).toEqual({ data: 'read', error: failed, loading: false });
    await vi.advanceTimersByTimeAsync(3_000);
    expect(latest()).toEqual({ data: 'again', error: null, loading: false });
  });

  it('does not repeat what is refused', async () => {
    const load = vi.fn().mockRejectedValue(refused);
    const { poller, latest } = watching(load);
    poller.refresh();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(load).toHaveBeenCalledTimes(1);
    expect(latest()?.error).toBe(refused);
  });

  it('stops in a hidden tab, and reads when it is seen again', async () => {
    const load = vi.fn().mockResolvedValue('read');
    const { poller, tab } = watching(load);
    poller.refresh();
    await vi.advanceTimersByTimeAsync(0);
    tab.hidden = true;
    poller.visibilityChanged();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    tab.hidden = false;
    poller.visibilityChanged();
    await vi.advanceTimersByTimeAsync(0);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('gives up a reading that nobody waits for, and shows nothing of it', async () => {
    let given: AbortSignal | undefined;
    const { poller, looks } = watching((signal) => {
      given = signal;
      return new Promise((resolve) => setTimeout(() => resolve('late'), 1_000));
    });
    poller.refresh();
    poller.stop();
    expect(given?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks.some(({ data }) => data === 'late')).toBe(false);
  });

  it('shows the newer of two readings, whichever ends first', async () => {
    const answers = [3_000, 1_000];
    let reading = 0;
    const { poller, latest } = watching(() => {
      const mine = ++reading;
      return new Promise((resolve) => setTimeout(() => resolve(`reading ${mine}`), answers[mine - 1] ?? 60_000));
    }, false);
    poller.refresh();
    poller.refresh();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(latest()?.data).toBe('reading 2');
  });
});
