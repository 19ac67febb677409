import { Message } from '@bigcommerce/big-design';
import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import styled from 'styled-components';
import { subscribe, untell, whatIsTold } from '../parts/tell.ts';
import { freePlace, isFree } from './free-place.ts';

/** Where `tell` shows its messages, one under the other: over no button and no field, wherever those are just then. */
export function ToldMessages() {
  const told = useSyncExternalStore(subscribe, whatIsTold);
  const corner = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const box = corner.current;
    if (!box || told.length === 0) return;
    const place = (): void => {
      const taken = controlsOutside(box);
      const now = box.getBoundingClientRect();
      const isInside = now.top >= 0 && now.bottom <= window.innerHeight && now.right <= window.innerWidth;
      // What stands well stays where it is read.
      if (box.style.top !== '' && isInside && isFree(now, taken)) return;
      const { left, top } = freePlace(now, {
        taken,
        window: { width: document.documentElement.clientWidth, height: window.innerHeight },
      });
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
    };
    place();
    // What it tells of changes the page as well, a moment later.
    const changes = new MutationObserver(place);
    changes.observe(document.body, { childList: true, subtree: true });
    for (const event of watched) window.addEventListener(event, place, { capture: true, passive: true });
    return () => {
      changes.disconnect();
      for (const event of watched) window.removeEventListener(event, place, { capture: true });
      box.style.left = '';
      box.style.top = '';
    };
  }, [told]);
  return (
    <Corner ref={corner} role="status" aria-label="Messages">
      {told.map(({ id, text }) => (
        <Message
          key={id}
          type="success"
          messages={[{ text }]}
          onClose={() => untell(id)}
          localization={{ close: 'Close this message' }}
        />
      ))}
    </Corner>
  );
}

const watched = ['scroll', 'resize', 'focusin'] as const;

/** All that can be pressed or filled in and is seen now. */
function controlsOutside(box: Element): DOMRect[] {
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, label')]
    .filter((one) => !box.contains(one))
    .map((one) => one.getBoundingClientRect())
    .filter(({ width, height, bottom, top }) => width > 1 && height > 1 && bottom > 0 && top < window.innerHeight);
}

const Corner = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  max-width: min(28rem, calc(100vw - 2rem));
  position: fixed;
  width: max-content;
  z-index: ${({ theme }) => theme.zIndex.tooltip};
`;
