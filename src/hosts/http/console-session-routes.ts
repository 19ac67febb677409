import type { Access } from './access.ts';
import type { ApiRoute } from './route.ts';

export type ConsoleLink = {
  /** To be opened at the server's address; signs one browser in. */
  path: string;
  message: string;
};

/** `DELETE /api/console-sessions` */
export type SessionsEnded = { success: true; message: string };

export type ConsoleSessionRoutesOptions = { access: Access };

const linkMs = 600_000;

/** Who is let in to the console, and for how long. */
export function consoleSessionRoutes({ access }: ConsoleSessionRoutesOptions): ApiRoute[] {
  return [
    // For a caller who is let in already: another browser, or one whose session has ended.
    {
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
    },
    {
      method: 'DELETE',
      path: '/api/console-sessions',
      async handle() {
        await access.endAllSessions();
        const message = 'Every browser is signed out of the console. The API key and imports that run are not touched.';
        return { status: 200, body: { success: true, message } satisfies SessionsEnded };
      },
    },
  ];
}
