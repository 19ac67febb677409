import type { RowEvent, RowLife } from '../../../imports/index.ts';

/** The life of one row, for people. */
export function describeRow(life: RowLife): string {
  const { line, email, source_id, fate, record, duplicate_of_line, continues_line, sends, problems, events } = life;
  const lines = [
    `Line ${line}${email === undefined ? '' : `, ${email}`}${source_id === undefined ? '' : ` (${source_id} in the file)`}: ${fate}`,
    `  in the file: ${record}`,
    ...(duplicate_of_line === undefined ? [] : [`  repeats the email of line ${duplicate_of_line}`]),
    ...(continues_line === undefined ? [] : [`  is one more address of the customer on line ${continues_line}`]),
    ...problems.map(
      ({ code, column, message }) => `  ${code}${column === undefined ? '' : ` in ${column}`}: ${message}`,
    ),
    ...(sends === undefined ? [] : [`  is sent as: ${JSON.stringify(sends)}`]),
    ...events.map(describeEvent),
  ];
  return `${lines.join('\n')}\n`;
}

function describeEvent({ at, event, fate, customer_id, superseded, ...rest }: RowEvent): string {
  const details = Object.entries(rest).map(([name, value]) => `, ${name} ${JSON.stringify(value)}`);
  const what = event === 'settled' ? (fate ?? event) : event;
  const customer = customer_id === undefined ? '' : `, customer ${customer_id}`;
  return `  ${at.toISOString()}  ${what}${customer}${details.join('')}${superseded ? ' (tried again later)' : ''}`;
}
