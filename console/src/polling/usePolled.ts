import { useEffect, useRef, useState } from 'react';

import { Poller, type Look } from './Poller';

export interface Polled<T> extends Look<T> {
  readonly refresh: () => void;
}

const nothing: Look<never> = { data: null, error: null, loading: true };

const never = () => false;

/**
 * Reads and keeps reading. `address` names what is read: when it changes, the old answer goes and the new one is read.
 * `moving` says of an answer whether it will change soon.
 */
export function usePolled<T>(
  address: string,
  load: (signal: AbortSignal) => Promise<T>,
  moving: (data: T) => boolean = never,
): Polled<T> {
  const [state, setState] = useState<{ address: string; look: Look<T> }>({ address, look: nothing });
  const latest = useRef({ load, moving });
  latest.current = { load, moving };
  const poller = useRef<Poller<T>>();

  useEffect(() => {
    const started = new Poller<T>({
      load: (signal) => latest.current.load(signal),
      moving: (data) => latest.current.moving(data),
      onLook: (look) => setState({ address, look }),
      isHidden: () => document.hidden,
    });
    poller.current = started;
    const visibilityChanged = () => started.visibilityChanged();
    document.addEventListener('visibilitychange', visibilityChanged);
    started.refresh();
    return () => {
      document.removeEventListener('visibilitychange', visibilityChanged);
      started.stop();
    };
  }, [address]);

  const look = state.address === address ? state.look : nothing;
  return { ...look, refresh: () => poller.current?.refresh() };
}
