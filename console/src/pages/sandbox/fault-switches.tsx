import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useCallback, useState } from 'react';
import type { SandboxFaultKind, SandboxView } from '../../../../src/hosts/http/api-types.ts';
import { useChangeFaults } from '../../api/sandbox.ts';
import { count } from '../../parts/amounts.ts';
import { Actions, Stack } from '../../parts/page.tsx';
import { tell } from '../../parts/tell.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { type Often, oftenOf, oftenWords, takesQuota, turnedOff, turnedOn } from './fault-choice.ts';
import { FaultSwitch } from './fault-switch.tsx';
import { useSpentFaults } from './use-spent-faults.ts';

/** Each kind of fault with its switch. A switch acts at once. */
export function FaultSwitches({ view }: { view: SandboxView }) {
  const { kinds, faults } = view;
  const changing = useChangeFaults();
  const [chosen, setChosen] = useState<Record<string, Often>>({});
  const titleOf = useCallback((kind: string) => kinds.find((one) => one.kind === kind)?.title ?? kind, [kinds]);
  const tellSpent = useCallback((kind: string) => tell(`${titleOf(kind)}: it happened, and is off again.`), [titleOf]);
  useSpentFaults(view, tellSpent);
  const on = new Set(faults.map(({ kind }) => kind));
  return (
    <Panel
      header="What goes wrong"
      description="Switch on what happens to real stores on bad days. It acts on the next request."
      marginBottom="none"
    >
      <Stack>
        <Actions>
          <Text marginBottom="none" role="status">
            {on.size === 0
              ? 'Nothing goes wrong: all faults are off.'
              : `${count(on.size, 'fault is', 'faults are')} on.`}
          </Text>
          <Button
            variant="secondary"
            disabled={on.size === 0}
            onClick={() =>
              changing.mutate(() => [], {
                onSuccess: () => tell('All faults are off.'),
              })
            }
          >
            Switch all off
          </Button>
        </Actions>
        {changing.error && <Trouble error={changing.error} header="Nothing has changed" />}
        {kinds.map((kind) => {
          const fault = faults.find((one) => one.kind === kind.kind);
          const often = fault ? oftenOf(fault) : (chosen[kind.kind] ?? oftenOf(kind.suggested));
          const put = (isOn: boolean, next: Often): void =>
            changing.mutate((all) => (isOn ? turnedOn(all, kind, next) : turnedOff(all, kind.kind)), {
              onSuccess: () => tell(isOn ? `${kind.title}: on, ${oftenWords(kind, next)}.` : `${kind.title}: off.`),
            });
          return (
            <FaultSwitch
              key={kind.kind}
              kind={kind}
              fault={fault}
              often={often}
              met={metWords(view, kind)}
              onSwitch={(isOn) => put(isOn, often)}
              onOften={(next) => {
                setChosen({ ...chosen, [kind.kind]: next });
                if (fault) put(true, next);
              }}
            />
          );
        })}
      </Stack>
    </Panel>
  );
}

function metWords({ quota, stats }: SandboxView, kind: SandboxFaultKind): string | undefined {
  if (!takesQuota(kind)) {
    const times = stats.faults[kind.kind] ?? 0;
    return times > 0 ? `Hit ${count(times, 'request')} so far.` : undefined;
  }
  if (quota === 0) return 'There is no quota at the moment, so it has nothing to take.';
  const taken = stats.windows.reduce((sum, { thief }) => sum + thief, 0);
  return taken > 0 ? `Took ${count(taken, 'request')} in the latest windows.` : undefined;
}
