/** What Rollcall does about each fault of the sandbox, as users read it beside the switch. */
const handlings: Record<string, string> = {
  '5xx':
    'Rollcall waits and asks again. Before it sends a write again it looks up which customers are there, so nobody is created twice.',
  'lost-before':
    'Nobody can tell from outside whether the write was done. Rollcall looks the customers up, and sends those that are not there.',
  'lost-after':
    'Rollcall looks the customers up, finds them, and counts them as created in place of sending them twice or calling them failed.',
  'late-commit':
    'Rollcall finds nobody and sends the customers again. Where the late write comes first, it recognises its own customers and counts each once.',
  partial:
    'Rollcall looks up who got in, counts those as created, and sends the others again. One bad row never spoils the other nine.',
  truncated: 'Rollcall treats it as no answer: it asks the store what is there, and goes on from that.',
  '429':
    'Rollcall waits, sends the same request again, since it was not carried out, and keeps fewer requests in flight.',
  'quota-thief': 'Rollcall reads from each answer what is left, uses that up, and waits for the next window.',
};

/** Empty for a kind that is not known here. */
export function handlingOf(kind: string): string {
  return handlings[kind] ?? '';
}
