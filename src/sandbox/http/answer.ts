/** What an endpoint answers, before it becomes bytes. */
export type Answer = {
  status: number;
  /** Serialised as JSON. */
  json?: unknown;
  /** Sent as text/plain; none of these three is an empty body. */
  text?: string;
  html?: string;
};

/** The request is refused; thrown by an endpoint's checks before anything is committed. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with ${answer.status}`);
    this.name = 'Refusal';
    this.answer = answer;
  }
}

const STATUS_CODES_PAGE = 'https://developer.bigcommerce.com/api-docs/getting-started/api-status-codes';

/** An error of the V3 API. */
export function problem(status: number, title: string, errors: Record<string, string> = {}): Answer {
  return { status, json: { status, title, type: STATUS_CODES_PAGE, errors } };
}

/** An error of the V2 API: an array. */
function legacyProblem(status: number, message: string): Answer {
  return { status, json: [{ status, message }] };
}

/** Gateways answer in HTML; a body that is no JSON is part of what a client must survive. */
export function serverError(status: number): Answer {
  return { status, html: `<html><body><h1>${status}</h1></body></html>` };
}

export function refuse(status: number, title: string, errors?: Record<string, string>): never {
  throw new Refusal(problem(status, title, errors));
}

/** The 404 of V3, which has an `instance` in place of `errors`. */
export function notFound(): never {
  const title = 'The requested resource was not found.';
  throw new Refusal({ status: 404, json: { status: 404, title, type: STATUS_CODES_PAGE, instance: '' } });
}

export function refuseLegacy(status: number, message: string): never {
  throw new Refusal(legacyProblem(status, message));
}

/** V2 answers a list without members, or a page past the end, with 204 and no body. */
export function legacyList(items: unknown[]): Answer {
  return items.length === 0 ? { status: 204 } : { status: 200, json: items };
}
