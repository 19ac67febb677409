import { useCallback, useEffect, useState } from 'react';

/** A value once it has rested for so long, and a way not to wait for that. */
export function useSettled<Value>(value: Value, restMs: number): [settled: Value, settle: () => void] {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return [settled, useCallback(() => setSettled(value), [value])];
}
