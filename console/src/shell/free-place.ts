export type Box = { left: number; top: number; width: number; height: number };

const edge = 16;
const step = 8;

/**
 * Where a box covers nothing that is pressed or filled in: as low as there is place, on the right before the left. At the lower right
 * where there is none.
 * @param taken What must stay in sight.
 */
export function freePlace(
  { width, height }: { width: number; height: number },
  { taken, window }: { taken: Box[]; window: { width: number; height: number } },
): { left: number; top: number } {
  const lowest = window.height - height - edge;
  const rightmost = Math.max(edge, window.width - width - edge);
  for (let top = lowest; top >= edge; top -= step)
    for (const left of [rightmost, edge]) if (isFree({ left, top, width, height }, taken)) return { left, top };
  return { left: rightmost, top: lowest };
}

export function isFree(box: Box, taken: Box[]): boolean {
  return !taken.some(
    (one) =>
      one.left < box.left + box.width &&
      box.left < one.left + one.width &&
      one.top < box.top + box.height &&
      box.top < one.top + one.height,
  );
}
