import { expect } from 'vitest';
import { createRequirements } from './create-requirements.ts';
import { customerRequirements } from './customer-requirements.ts';
import { orderRequirements } from './order-requirements.ts';
import type { Answer, Stage, SurfaceName } from './surface.ts';

/** One promise of a node, and the proof that a surface keeps it. */
export type Requirement = {
  node: string;
  /** A sentence that a merchant could read. */
  says: string;
  /** Surfaces that do not offer what it asks for, each with the reason. */
  notOn?: Partial<Record<SurfaceName, string>>;
  prove(stage: Stage): Promise<void>;
};

export const requirements: Requirement[] = [...createRequirements, ...customerRequirements, ...orderRequirements];

/** Holds a failure to its shape: code, message, and whether to try again. */
export function expectFailure(answer: Answer, code: string, message?: RegExp): void {
  expect(answer).toMatchObject({ success: false, error: { code, retryable: expect.any(Boolean) } });
  expect(answer.message).toBe(answer.error.message);
  if (message) expect(answer.message).toMatch(message);
  expect(Object.keys(answer).sort()).toEqual(['error', 'message', 'success']);
}
