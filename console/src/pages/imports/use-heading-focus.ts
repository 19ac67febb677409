import { useEffect, useRef } from 'react';

/** Puts the keyboard's focus on the heading of the page whenever the stage becomes another one: what had it may be gone. */
export function useHeadingFocus(stage: string | undefined, { atFirst }: { atFirst: boolean }): void {
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (stage === undefined || stage === last.current) return;
    const isFirst = last.current === undefined;
    last.current = stage;
    if (isFirst && !atFirst) return;
    const heading = document.querySelector<HTMLElement>('main h1');
    if (!heading || document.querySelector('[role="dialog"]')) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }, [stage, atFirst]);
}
