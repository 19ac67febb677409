import { useCallback, useEffect, useRef, useState } from 'react';

/** The rows of a `VirtualTable` that are seen, told not more often than can be loaded while somebody scrolls. */
export function useSeen(everyMs = 120): [[number, number], (first: number, last: number) => void] {
  const [seen, setSeen] = useState<[number, number]>([0, 0]);
  const latest = useRef<[number, number]>([0, 0]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const see = useCallback(
    (first: number, last: number) => {
      latest.current = [first, last];
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        setSeen(latest.current);
      }, everyMs);
    },
    [everyMs],
  );
  return [seen, see];
}
