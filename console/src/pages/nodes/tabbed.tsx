import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import styled from 'styled-components';

export type Tab = { title: string; content: ReactNode };

/**
 * Several views of one thing, of which one is seen, after the WAI-ARIA pattern of tabs: Tab leads to the chosen one and from there into its
 * view, arrow keys walk from one to the next. (Those of the design system know no arrow keys, and Tab leads past the chosen one.)
 * @param label What they are views of
 */
export function Tabbed({ tabs, label }: { tabs: Tab[]; label: string }) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(tabs[0]?.title);
  const at = Math.max(
    0,
    tabs.findIndex(({ title }) => title === chosen),
  );
  const tab = tabs[at];
  if (!tab) return null;
  const choose = (to: number): void => {
    setChosen(tabs[to]!.title);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[to]?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    const last = tabs.length - 1;
    const places: Record<string, number> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const to = places[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    choose(to);
  };
  return (
    <div>
      <TabList ref={list} role="tablist" aria-label={label} onKeyDown={press}>
        {tabs.map(({ title }, index) => (
          <TabButton
            key={title}
            type="button"
            role="tab"
            id={`${id}-${index}`}
            aria-controls={`${id}-panel`}
            aria-selected={index === at}
            tabIndex={index === at ? 0 : -1}
            onClick={() => choose(index)}
          >
            {title}
          </TabButton>
        ))}
      </TabList>
      <TabPanel id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${at}`} tabIndex={0}>
        {tab.content}
      </TabPanel>
    </div>
  );
}

const TabList = styled.div`
  display: flex;
  flex-wrap: wrap;
`;

const TabButton = styled.button`
  background: none;
  border: none;
  border-bottom: 4px solid transparent;
  border-top: 4px solid transparent;
  color: ${({ theme }) => theme.colors.primary60};
  cursor: pointer;
  font: inherit;
  padding: ${({ theme }) => `${theme.spacing.xxSmall} ${theme.spacing.medium}`};
  &:hover { background: ${({ theme }) => theme.colors.primary10}; }
  &[aria-selected="true"] {
    border-bottom-color: ${({ theme }) => theme.colors.primary40};
    color: ${({ theme }) => theme.colors.secondary70};
  }
`;

const TabPanel = styled.div`
  margin-top: ${({ theme }) => theme.spacing.small};
`;
