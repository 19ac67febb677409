import { Pill, type Tone } from '../../parts/pill.tsx';

/** By id, the API's own list: what waits for the store, what is on its way or done, what went wrong. */
const tones: Record<number, Tone> = {
  0: 'secondary',
  1: 'warning',
  2: 'success',
  3: 'primary',
  4: 'secondary',
  5: 'danger',
  6: 'danger',
  7: 'warning',
  8: 'warning',
  9: 'warning',
  10: 'success',
  11: 'warning',
  12: 'warning',
  13: 'danger',
  14: 'secondary',
};

export function OrderStatus({ id, name }: { id: number; name: string | undefined }) {
  return <Pill $tone={tones[id] ?? 'secondary'}>{name || `Status ${id}`}</Pill>;
}
