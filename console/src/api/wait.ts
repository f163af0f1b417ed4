/** Resolves after a time; rejects as an abort does where the signal comes first. */
export function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const aborted = () => {
      clearTimeout(timer);
      reject(new DOMException('Nobody waits for it any more.', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', aborted);
      resolve();
    }, milliseconds);
    if (signal?.aborted === true) {
      aborted();
    } else {
      signal?.addEventListener('abort', aborted, { once: true });
    }
  });
}
