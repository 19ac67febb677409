import { type OpenAppOptions, openApp } from '../../src/hosts/fixtures/open-app.ts';
import { serve } from '../../src/hosts/http/index.ts';
import { type OpenPageOptions, openBrowser, openPage, type WatchedPage } from './open-browser.ts';

export type OpenedConsole = Awaited<ReturnType<typeof openConsole>>;

/** The console on a real port over a real database and a real sandbox (credential `main`), with a worker, and a browser to look at it. */
export async function openConsole(options: OpenAppOptions = {}) {
  const opened = await openApp(options);
  await opened.work();
  const served = await serve(opened.app.fetch, { host: '127.0.0.1', port: 0 });
  opened.setPort(served.port);
  const origin = `http://127.0.0.1:${served.port}`;
  const browser = await openBrowser();
  const pages: WatchedPage[] = [];
  return {
    ...opened,
    origin,
    browser,
    /** A signed-in page of a browser of its own. @param path "/stores" */
    async visit(path: string, pageOptions: OpenPageOptions = {}): Promise<WatchedPage> {
      const watched = await openPage(browser, origin, pageOptions);
      pages.push(watched);
      await watched.page.goto(`${origin}/?link=${opened.access.makeLink()}`);
      await watched.page.goto(`${origin}${path}`);
      return watched;
    },
    /** What the sandbox itself has under a path of its API, or what it makes of a body that is posted there. */
    async askSandbox<Answer>(path: string, body?: object): Promise<Answer> {
      const { url, storeHash, accessToken } = opened.sandbox;
      const response = await fetch(`${url}/stores/${storeHash}${path}`, {
        headers: { 'x-auth-token': accessToken, accept: 'application/json', 'content-type': 'application/json' },
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      });
      return (await response.json()) as Answer;
    },
    /** All that went wrong in any page so far: to be empty. */
    faults: () => pages.flatMap(({ faults }) => faults),
    async close() {
      await browser.close();
      opened.app.endStreams();
      await served.close(1_000);
      await opened.close();
    },
  };
}
