/** What the HTTP API takes and answers, as types: all that the console knows of this code. */
export type { NodeDescription } from '../describe-node.ts';
