import { useEffect, useState } from 'react';

const TICK_MS = 250;

/** Seconds that are still to be waited for, and a way to begin waiting for some milliseconds. */
export function useWait(): readonly [seconds: number, waitFor: (ms: number) => void] {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const isWaiting = now < until;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isWaiting]);
  const waitFor = (ms: number): void => {
    const begun = performance.now();
    setNow(begun);
    setUntil(begun + ms);
  };
  return [Math.ceil(Math.max(0, until - now) / 1_000), waitFor];
}
