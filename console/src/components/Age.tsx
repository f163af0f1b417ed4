import { useEffect, useState } from 'react';

import { age, dateTime } from '../format/times';

const tick = 30_000;

/** How long ago something was, which goes on while one looks; the time itself is its tooltip. */
export function Age({ time }: { readonly time: string }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick);
    return () => clearInterval(timer);
  }, []);
  return (
    <time dateTime={time} title={dateTime(time)}>
      {age(time, now)}
    </time>
  );
}

export function Time({ time }: { readonly time: string | null }) {
  return time === null ? <>–</> : <time dateTime={time}>{dateTime(time)}</time>;
}
