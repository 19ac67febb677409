import type { FormOption } from '../node-form.ts';

/** `GET /api/options/{source}` */
export type OptionsAnswer = { options: FormOption[] };
