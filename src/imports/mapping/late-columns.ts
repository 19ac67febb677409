import { addColumn, isPerson, type Plan } from './compile-plan.ts';
import { foldHeader } from './fold-header.ts';
import { knownByForm, notCarried } from './known-columns.ts';
import { isSecretName, whyDropped } from './secret-names.ts';
import { placeOf, targetNamed } from './targets.ts';
import { columnOfTemplate, templateById } from './templates.ts';
import type { ColumnKind } from './types.ts';

type LateColumn = { position: number; column: string; kind: ColumnKind; note: string };

/**
 * Adds a key of JSON that none of the samples had. It is carried where its name leaves no doubt and its place is free, and told of either way.
 */
export function addLateColumn(plan: Plan, column: string): LateColumn {
  const position = plan.columns.push(column) - 1;
  const judge = (kind: ColumnKind, note: string): LateColumn => {
    if (kind !== 'other') plan.judged.push({ position, column, kind, note });
    return { position, column, kind, note };
  };
  if (isSecretName(column)) {
    plan.secrets.push(position);
    return judge('secret', whyDropped);
  }
  const folded = foldHeader(column);
  const template = templateById(plan.template);
  const known =
    (template && columnOfTemplate(template, folded)) ?? knownByForm(column, folded) ?? notCarried.get(folded);
  const target = known ? known.target : (targetNamed(folded) ?? null);
  if (target !== null && fits(plan, target) && addColumn(plan, position, target, true))
    return judge('other', `None of the samples had it. It goes to ${target}.`);
  return judge(
    known?.kind ?? 'other',
    known?.note ?? 'None of the samples had it. It is not carried; name it in the mapping to carry it.',
  );
}

/** The blocks of addresses are settled by then: a part may join the first one, unless it is of the person. */
function fits({ blocks, flat }: Plan, target: string): boolean {
  const place = placeOf(target)!;
  if (place.kind !== 'address') return target !== 'new_password';
  return blocks[0]?.name === place.block && !(flat && isPerson(place.part));
}
