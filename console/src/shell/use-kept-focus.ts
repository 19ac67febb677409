import { type RefObject, useEffect } from 'react';

/**
 * Keeps the keyboard's place. Where what had the focus is taken out of the page (a row that was deleted, a step that is done), the browser
 * lets the focus fall to the document; here the part of the page around it gets it, so that the next Tab goes on from there.
 * @param ground Gets it where nothing around is left.
 */
export function useKeptFocus(ground: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let around: Element[] = [];
    const remember = ({ target }: FocusEvent): void => {
      around = target instanceof Element ? ancestorsOf(target) : [];
    };
    const keep = (): void => {
      if (around.length === 0 || around[0]!.isConnected || document.activeElement !== document.body) return;
      const home = ground.current;
      const left = around.find((one) => one.isConnected && one !== document.body && home?.contains(one)) ?? home;
      around = [];
      if (!(left instanceof HTMLElement)) return;
      if (!left.hasAttribute('tabindex')) left.tabIndex = -1;
      left.focus({ preventScroll: true });
    };
    // An effect of the page may move the focus itself, a moment later.
    const observer = new MutationObserver(() => setTimeout(keep, 50));
    document.addEventListener('focusin', remember);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      observer.disconnect();
    };
  }, [ground]);
}

function ancestorsOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let one: Element | null = element; one; one = one.parentElement) found.push(one);
  return found;
}
