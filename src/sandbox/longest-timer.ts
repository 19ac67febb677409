/** Milliseconds: a timer of Node is not set for longer. */
export const LONGEST_TIMER_MS = 2_147_483_647;
