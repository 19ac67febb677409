import { createHash } from 'node:crypto';

const style = `
:root { color-scheme: light dark; --ink: #313440; --quiet: #5e637a; --line: #d9dce9; --page: #f6f7fc; --card: #fff; --accent: #3c64f4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaf3; --quiet: #a2a8bf; --line: #34394d; --page: #14161f; --card: #1c1f2b; --accent: #8fa8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.75rem; }
p { margin: .25rem 0 0; color: var(--quiet); }
a { color: var(--accent); }
`;

/** The pages that are not the console have this style and nothing else. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const defaultPort = '4321';

/** Shown to a browser without a session. @param comesWith A link that opens nothing, or from signing out @param port The one that it came to on this machine */
export function lockedPage(comesWith: 'link' | 'sign-out' | undefined, port?: string): string {
  const why =
    comesWith === 'link'
      ? 'This link opens nothing: each one works once, and only until Rollcall is started again.'
      : comesWith === 'sign-out'
        ? 'This browser is signed out. Imports that run go on.'
        : 'This browser is not signed in to the console.';
  return page(
    'Rollcall: sign in',
    `<h1>Rollcall</h1>
<p>${why}</p>
<p>Open the link after "Console:" in the terminal where Rollcall runs, or print a new one there, in the same folder:</p>
<p><code>npx rollcall console</code></p>${port === undefined || port === defaultPort ? '' : `\n<p>This one listens on another port than usual, so set <code>ROLLCALL_PORT=${port}</code> for that command.</p>`}`,
  );
}

/** Shown in a checkout whose console was not built. */
export function unbuiltPage(): string {
  return page(
    'Rollcall',
    `<h1>Rollcall</h1>
<p>The console is not built yet. Run <code>npm run build:console</code> in the folder of Rollcall and reload this page; <code>npm start</code> does it by itself.</p>
<p>The API works without it: <a href="/openapi.json">openapi.json</a></p>`,
  );
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
${body}
</main>
</body>
</html>
`;
}
