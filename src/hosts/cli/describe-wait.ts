const reasons = {
  quota: "for the store's quota",
  refused: 'because the store asked for it (429)',
  retry: 'to try again',
} as const;

/** `waiting 12 s for the store's quota` */
export function describeWait({ reason, ms }: { reason: keyof typeof reasons; ms: number }): string {
  return `waiting ${Math.ceil(ms / 1000)} s ${reasons[reason]}`;
}
