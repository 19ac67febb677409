import { Tabs } from '@bigcommerce/big-design';
import { type ReactNode, useId, useState } from 'react';
import styled from 'styled-components';

export type Tab = { title: string; content: ReactNode };

/** Several views of one thing, of which one is seen. @param label What they are views of */
export function Tabbed({ tabs, label }: { tabs: Tab[]; label: string }) {
  const id = useId();
  const [chosen, setChosen] = useState(tabs[0]?.title);
  const tab = tabs.find(({ title }) => title === chosen) ?? tabs[0];
  if (!tab) return null;
  const idOf = ({ title }: Tab): string => `${id}-${title}`;
  return (
    <div>
      <Tabs
        aria-label={label}
        activeTab={idOf(tab)}
        items={tabs.map((one) => ({ id: idOf(one), title: one.title, ariaControls: `${id}-panel` }))}
        onTabClick={(clicked) => setChosen(tabs.find((one) => idOf(one) === clicked)?.title)}
      />
      <TabPanel id={`${id}-panel`} role="tabpanel" aria-labelledby={idOf(tab)}>
        {tab.content}
      </TabPanel>
    </div>
  );
}

const TabPanel = styled.div`
  margin-top: ${({ theme }) => theme.spacing.small};
`;
