import { useState, useSyncExternalStore } from 'react';

/**
 * A value that holds still while a button of the mouse is down. Leaving a field by pressing a button would else bring up a message, move
 * the button from under the pointer, and lose the click.
 */
export function useSteady<Value>(value: Value): Value {
  const isDown = useSyncExternalStore(watchPointer, () => isPointerDown);
  const [steady, setSteady] = useState(value);
  if (!isDown && steady !== value) setSteady(value);
  return isDown ? steady : value;
}

let isPointerDown = false;

function watchPointer(changed: () => void): () => void {
  const down = () => {
    isPointerDown = true;
    changed();
  };
  // The click comes after the release.
  const up = ({ type, target }: Event) => {
    if (type === 'blur' && target !== window) return;
    setTimeout(() => {
      isPointerDown = false;
      changed();
    });
  };
  const ends = ['pointerup', 'pointercancel', 'dragend', 'blur'];
  window.addEventListener('pointerdown', down, true);
  for (const end of ends) window.addEventListener(end, up, true);
  return () => {
    window.removeEventListener('pointerdown', down, true);
    for (const end of ends) window.removeEventListener(end, up, true);
  };
}
