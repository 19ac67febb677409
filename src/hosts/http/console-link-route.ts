import type { Access } from './access.ts';
import type { ApiRoute } from './route.ts';

export type ConsoleLink = {
  /** To be opened at the server's address; signs one browser in. */
  path: string;
  message: string;
};

export type ConsoleLinkOptions = { access: Access };

const linkMs = 600_000;

/** A new one-time link for a caller who is let in already: another browser, or one whose session has ended. */
export function consoleLinkRoute({ access }: ConsoleLinkOptions): ApiRoute {
  return {
    method: 'POST',
    path: '/api/console-links',
    isSecret: true,
    async handle() {
      const body: ConsoleLink = {
        path: `/?link=${access.makeLink({ forMs: linkMs })}`,
        message: 'The link opens the console in one browser, once, within ten minutes.',
      };
      return { status: 201, body };
    },
  };
}
