import { useEffect, useRef } from 'react';
import styled from 'styled-components';
import { count } from '../../../../parts/amounts.ts';
import { Hidden } from '../../../../parts/hidden.ts';
import type { FoundGroup, FoundTarget } from './find-targets.ts';

export type FoundTargetsProps = {
  /** What the ids of the list and of its entries begin with. */
  id: string;
  label: string;
  groups: FoundGroup[];
  /** Undefined where nothing was typed. */
  typed: string | undefined;
  /** The number of the entry that Enter chooses. */
  active: number;
  chosen: string | undefined;
  room: Room;
  onChoose(one: FoundTarget): void;
};

/** Groups with their entries, those without any left out; says so where nothing was found. */
export function FoundTargets({ id, label, groups, typed, active, chosen, room, onChoose }: FoundTargetsProps) {
  const ground = useRef<HTMLDivElement>(null);
  const total = groups.reduce((sum, { found }) => sum + found.length, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry is active, or other entries are listed
  useEffect(() => {
    ground.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' });
  }, [active, groups]);
  let at = -1;
  return (
    // The focus stays in the field.
    <Ground ref={ground} $isAbove={room.isAbove} onMouseDown={(event) => event.preventDefault()}>
      {total > 0 && (
        <List role="listbox" id={`${id}-list`} aria-label={label} $highest={room.height}>
          {groups.map((group) => (
            <Group key={group.label} role="group" aria-label={group.label}>
              <Head aria-hidden>{group.label}</Head>
              {group.found.map((one) => {
                at += 1;
                const isActive = at === active;
                return (
                  <Entry
                    key={one.value}
                    id={`${id}-${at}`}
                    role="option"
                    aria-selected={one.value === chosen}
                    {...(isActive && { 'data-active': true })}
                    onClick={() => onChoose(one)}
                  >
                    {one.title}
                    {one.foundBy !== undefined && <By> “{one.foundBy}”</By>}
                  </Entry>
                );
              })}
            </Group>
          ))}
        </List>
      )}
      <div role="status">
        {typed !== undefined && total > 0 && <Hidden>{count(total, 'entry', 'entries')} found</Hidden>}
        {total === 0 && (
          <Nothing>
            Nothing is found for “{typed}”. What BigCommerce has no field for can be kept as an attribute or a form
            field.
          </Nothing>
        )}
      </div>
    </Ground>
  );
}

/** Where a list has place: below its field or above it, and how high it may be. */
export type Room = { isAbove: boolean; height: number };

const highest = 320;
/** What stays in sight at the foot of the page covers what is below it. */
const foot = 80;

export function roomAround(field: Element): Room {
  const { top, bottom } = field.getBoundingClientRect();
  const below = window.innerHeight - bottom - foot;
  const isAbove = below < highest / 2 && top > below;
  return { isAbove, height: Math.max(highest / 2, Math.min(highest, isAbove ? top - foot : below)) };
}

const Ground = styled.div<{ $isAbove: boolean }>`
  background: ${({ theme }) => theme.colors.white};
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  ${({ $isAbove }) => ($isAbove ? 'bottom' : 'top')}: calc(100% + 4px);
  box-shadow: 0 4px 12px rgb(0 0 0 / 25%);
  left: 0;
  min-width: 100%;
  position: absolute;
  width: max-content;
  max-width: min(24rem, calc(100vw - 4rem));
  z-index: ${({ theme }) => theme.zIndex.popover};
`;

const List = styled.div<{ $highest: number }>`
  max-height: ${({ $highest }) => $highest}px;
  overflow-y: auto;
  padding: ${({ theme }) => theme.spacing.xSmall} 0;
`;

const Group = styled.div``;

const Head = styled.div`
  color: ${({ theme }) => theme.colors.secondary60};
  font-size: ${({ theme }) => theme.typography.fontSize.small};
  font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold};
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.medium} ${theme.spacing.xxSmall}`};
`;

const Entry = styled.div`
  cursor: pointer;
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.medium}`};
  scroll-margin: ${({ theme }) => theme.spacing.xLarge} 0;
  &:hover { background: ${({ theme }) => theme.colors.secondary20}; }
  &[aria-selected="true"] { font-weight: ${({ theme }) => theme.typography.fontWeight.semiBold}; }
  &[data-active] {
    background: ${({ theme }) => theme.colors.primary10};
    color: ${({ theme }) => theme.colors.primary60};
    outline: 2px solid ${({ theme }) => theme.colors.primary40};
    outline-offset: -2px;
  }
`;

const By = styled.span`
  color: ${({ theme }) => theme.colors.secondary60};
  font-weight: ${({ theme }) => theme.typography.fontWeight.regular};
`;

const Nothing = styled.p`
  color: ${({ theme }) => theme.colors.secondary60};
  margin: 0;
  padding: ${({ theme }) => `${theme.spacing.xSmall} ${theme.spacing.medium}`};
`;
