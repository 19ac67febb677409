import { Input } from '@bigcommerce/big-design';
import { ArrowDropDownIcon } from '@bigcommerce/big-design-icons';
import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import styled from 'styled-components';
import type { MappingTarget } from '../../../../../../src/hosts/http/api-types.ts';
import { type FoundTarget, findTargets } from './find-targets.ts';
import { FoundTargets, type Room, roomAround } from './found-targets.tsx';

export type TargetFinderProps = {
  label: string;
  targets: MappingTarget[];
  /** Undefined where nothing is chosen yet. */
  value: string | undefined;
  onChange(value: string): void;
};

/** A list in which typing finds. It follows the WAI-ARIA pattern of a combobox: the focus stays in the field, arrow keys walk the list. */
export function TargetFinder({ label, targets, value, onChange }: TargetFinderProps) {
  const id = useId();
  const place = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [room, setRoom] = useState<Room>();
  /** Undefined until somebody types into the open list. */
  const [typed, setTyped] = useState<string>();
  const [active, setActive] = useState(0);
  const isOpen = room !== undefined;
  const all = useMemo(() => findTargets(targets, ''), [targets]);
  const groups = useMemo(() => (typed === undefined ? all : findTargets(targets, typed)), [targets, all, typed]);
  const listed = groups.flatMap(({ found }) => found);
  const entries = typed === undefined ? listed : all.flatMap(({ found }) => found);
  const chosen = entries.find((one) => one.value === value);
  const isListed = isOpen && listed.length > 0;

  const open = (): void => {
    if (isOpen || !place.current) return;
    setActive(Math.max(0, chosen ? entries.indexOf(chosen) : 0));
    setRoom(roomAround(place.current));
  };
  const close = (): void => {
    setRoom(undefined);
    setTyped(undefined);
  };
  const choose = (one: FoundTarget | undefined): void => {
    if (!one) return;
    close();
    if (one.value !== value) onChange(one.value);
  };
  const walk = (steps: number): void => {
    if (!isOpen) open();
    else if (listed.length > 0) setActive((active + steps + listed.length) % listed.length);
  };
  const press = (event: KeyboardEvent): void => {
    const keys: Record<string, () => void> = {
      ArrowDown: () => walk(1),
      ArrowUp: () => walk(-1),
      Enter: () => (isOpen ? choose(listed[active]) : open()),
      ...(isOpen && { Escape: close }),
    };
    const key = keys[event.key];
    // A key that ends the writing of a character, as in Japanese, chooses nothing.
    if (!key || event.nativeEvent.isComposing) return;
    event.preventDefault();
    key();
  };

  // The name of what was chosen is there to be typed over.
  useLayoutEffect(() => {
    if (!isOpen && document.activeElement === field.current) field.current?.select();
  }, [isOpen]);

  return (
    <Place ref={place}>
      <Input
        ref={field}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={isListed}
        {...(isListed && { 'aria-controls': `${id}-list`, 'aria-activedescendant': `${id}-${active}` })}
        autoComplete="off"
        spellCheck={false}
        placeholder="Choose"
        value={typed ?? chosen?.title ?? ''}
        onChange={({ target }) => {
          open();
          setTyped(target.value);
          setActive(0);
        }}
        onMouseDown={(event) => {
          if (isOpen || event.button !== 0) return;
          // A browser takes a selection off again after the click into it, unless it never saw the press.
          event.preventDefault();
          event.currentTarget.focus();
          event.currentTarget.select();
        }}
        onClick={open}
        onBlur={close}
        onKeyDown={press}
        iconRight={
          <Opener
            type="button"
            tabIndex={-1}
            aria-label={`Open the list: ${label}`}
            // The focus stays in the field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              field.current?.focus();
              if (isOpen) close();
              else open();
            }}
          >
            <ArrowDropDownIcon />
          </Opener>
        }
      />
      {room && (
        <FoundTargets
          id={id}
          label={label}
          groups={groups}
          typed={typed}
          active={active}
          chosen={chosen?.value}
          room={room}
          onChoose={choose}
        />
      )}
    </Place>
  );
}

const Place = styled.div`
  position: relative;
`;

const Opener = styled.button`
  background: none;
  border: none;
  color: ${({ theme }) => theme.colors.secondary60};
  cursor: pointer;
  display: flex;
  padding: 0;
`;
