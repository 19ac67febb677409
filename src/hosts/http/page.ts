import { createHash } from 'node:crypto';
import { nodeDefinitions } from '../../nodes/index.ts';
import { curlExample, terminalExample } from '../try-next.ts';

const style = `
:root { color-scheme: light dark; --ink: #313440; --quiet: #5e637a; --line: #d9dce9; --page: #f6f7fc; --card: #fff; --accent: #3c64f4; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaf3; --quiet: #a2a8bf; --line: #34394d; --page: #14161f; --card: #1c1f2b; --accent: #8fa8ff; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.75rem; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.1rem; }
p { margin: .25rem 0 0; color: var(--quiet); }
a { color: var(--accent); }
ul { display: grid; gap: .75rem; margin: 0; padding: 0; list-style: none; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); }
li, pre { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1rem; }
li strong { display: block; }
li code { color: var(--quiet); font-size: .85rem; }
pre { margin: 0; overflow-x: auto; font-size: .875rem; }
small { color: var(--quiet); border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; margin-left: .4rem; font-weight: normal; }
`;

/** The only style that a page may have is this one; scripts, frames and other hosts are out. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What this server offers, with commands to copy. */
export function homePage(origin: string): string {
  const nodes = nodeDefinitions.map(({ title, action, name, description, effects }) => {
    const kind = effects.deletes ? 'deletes' : effects.writes ? 'writes' : 'reads';
    return `<li><strong>${escapeHtml(title)}<small>${kind}</small></strong><code>${escapeHtml(action)} · ${escapeHtml(name)}</code><p>${escapeHtml(description)}</p></li>`;
  });
  return page(
    'Rollcall',
    `<h1>Rollcall</h1>
<p>Customers into BigCommerce, every one accounted for.</p>
<h2>Nodes</h2>
<ul>
${nodes.join('\n')}
</ul>
<h2>From a terminal</h2>
<pre>${escapeHtml(terminalExample())}</pre>
<h2>Over HTTP</h2>
<pre>${escapeHtml(curlExample(origin))}</pre>
<p>All calls, parameters and failures: <a href="/openapi.json">openapi.json</a></p>`,
  );
}

/** Shown to a browser without a session. */
export function lockedPage(linkWasTried: boolean): string {
  const why = linkWasTried
    ? 'This link was used already: each one opens the console once.'
    : 'This browser has not opened the console yet.';
  return page(
    'Rollcall: sign in',
    `<h1>Rollcall</h1>
<p>${why}</p>
<p>Open the link after "Console:" in the terminal where Rollcall runs. Start Rollcall again for a new one.</p>`,
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

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
