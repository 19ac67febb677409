import * as v from 'valibot';

/** Text that may be left out. */
export function text(description: string, longest = 65_535) {
  return v.optional(v.pipe(v.string(), v.maxLength(longest), v.description(description)));
}

export function requiredText(description: string, longest: number, example: string) {
  return v.pipe(v.string(), v.maxLength(longest), v.description(description), v.examples([example]));
}

export function number(description: string) {
  return v.optional(v.pipe(v.number(), v.description(description)));
}

export function wholeNumber(description: string, least = 0) {
  return v.optional(v.pipe(v.number(), v.integer(), v.minValue(least), v.description(description)));
}

export function yesNo(description: string) {
  return v.optional(v.pipe(v.boolean(), v.description(description)));
}

/** Off unless asked for. */
export function toggle(description: string) {
  return v.optional(v.pipe(v.boolean(), v.description(description)), false);
}

export function choice<const Options extends [string, ...string[]]>(description: string, options: Options) {
  return v.optional(v.pipe(v.picklist(options), v.description(description)));
}

export function choiceOr<const Options extends [string, ...string[]]>(
  description: string,
  options: Options,
  fallback: Options[number],
) {
  return v.optional(v.pipe(v.picklist(options), v.description(description)), fallback);
}

const digits = /^\d{1,10}$/;

/** Ids are text, as workflow tools send them. */
export function id(description: string, example = '789') {
  return v.optional(
    v.pipe(v.string(), v.regex(digits, `an id such as ${example}`), v.description(description), v.examples([example])),
  );
}

export function requiredId(description: string, example: string) {
  return v.pipe(
    v.string(),
    v.regex(digits, `an id such as ${example}`),
    v.description(description),
    v.examples([example]),
  );
}

const idList = v.array(v.pipe(v.number(), v.integer(), v.minValue(1)));

export function ids(description: string) {
  return v.optional(v.pipe(idList, v.description(description)));
}

/** Only what nobody can have as an email: whom a store holds is not for us to judge. */
const emailForm = /^[^\s;<>]+@[^\s;<>]+$/;
const emailList = v.array(v.pipe(v.string(), v.regex(emailForm, 'an email such as ana@example.com')));

export function emails(description: string) {
  return v.optional(v.pipe(emailList, v.description(description)));
}

/** A list that narrows what is listed: one that holds nobody must not come to mean everybody. */
const namesSomebody = 'Leave it out to list everybody.';

export function idFilter(description: string) {
  return v.optional(v.pipe(idList, v.minLength(1, namesSomebody), v.description(description)));
}

export function emailFilter(description: string) {
  return v.optional(v.pipe(emailList, v.minLength(1, namesSomebody), v.description(description)));
}

/** Text with the form of a moment; `moment.ts` reads it. */
export function moment(description: string, example = '2026-01-31T09:30:00Z') {
  return v.optional(v.pipe(v.string(), v.description(description), v.examples([example])));
}

export const page = v.optional(
  v.pipe(v.number(), v.integer(), v.minValue(1), v.description('Page of the results, from 1.')),
  1,
);

export const limit = v.optional(
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(1),
    v.maxValue(250, 'Take the further ones by page.'),
    v.description('Results per page, at most 250.'),
  ),
  50,
);

/** What every node takes. */
export const callParams = {
  credentials_id: text('Id of the stored BigCommerce credential. May be left out where exactly one is stored.', 200),
  max_wait_ms: wholeNumber(
    'The most that the call waits for quota and retries in all, in milliseconds. Past it nothing more is sent.',
  ),
};

/** What every writing node takes, too. */
export const dryRun = toggle('Ask the store what is needed, write nothing, and say what would happen.');
