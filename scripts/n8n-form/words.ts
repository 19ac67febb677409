import type { FormField } from '../../src/hosts/node-form.ts';

const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with)$/;

/** `What happens` as `What Happens`: n8n's labels. */
export function inTitleCase(text: string): string {
  const words = text.split(' ');
  return words
    .map((word, at) =>
      at > 0 && at < words.length - 1 && small.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
}

/** A parameter's help as n8n words it: a switch begins with "Whether", unless it may be left open, and a single sentence has no full stop. */
export function asFieldHelp({ help, type, label, default: preset }: FormField): string | undefined {
  if (help === undefined) return undefined;
  const said =
    type === 'boolean' && preset !== undefined ? `Whether to ${help.charAt(0).toLowerCase()}${help.slice(1)}` : help;
  const text = said.replace(/\bids?\b/g, (word) => word.replace('id', 'ID'));
  const sentences = text.split(/\.\s+/).length;
  const ended = sentences === 1 ? text.replace(/\.$/, '') : text;
  return ended.toLowerCase() === label.toLowerCase() ? undefined : ended;
}
