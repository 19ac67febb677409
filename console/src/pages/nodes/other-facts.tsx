import type { NodeDescription } from '../../../../src/hosts/http/api-types.ts';
import type { NodeOutput } from '../../api/nodes.ts';
import { Facts } from '../../parts/facts.tsx';
import { inWords } from '../../parts/in-words.ts';
import { formatValue } from './result-card/index.ts';

/** Said elsewhere on the page. */
const said = new Set([
  'success',
  'message',
  'warnings',
  'changes',
  'dry_run',
  'would',
  'outcome',
  'customer_id',
  'count',
]);
const paging = new Set(['page', 'limit', 'total', 'total_pages', 'current_page']);

/** What an output holds beside its main thing: who was not found, which ids were deleted. */
export function OtherFacts({ node: { card }, output }: { node: NodeDescription; output: NodeOutput }) {
  const facts = Object.keys(output)
    .filter((name) => name !== card?.key && !said.has(name) && !(card?.many && paging.has(name)))
    .map((name): [string, ReturnType<typeof formatValue>] => [inWords(name), shownOf(name, output)])
    .filter(([, value]) => value !== undefined && value !== '');
  return facts.length === 0 ? null : <Facts facts={facts} />;
}

function shownOf(name: string, output: NodeOutput): ReturnType<typeof formatValue> {
  const value = output[name];
  const isPlain = value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isPlain) return formatValue({ name }, output);
  return Object.entries(value)
    .map(([part, state]) => `${inWords(part)}: ${String(state).replaceAll('_', ' ')}`)
    .join('\n');
}
