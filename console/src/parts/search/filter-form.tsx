import { Button } from '@bigcommerce/big-design';
import { type FormEvent, useId, useRef } from 'react';
import { flushSync } from 'react-dom';
import { fieldErrors } from '../field-errors.ts';
import { ChoiceField, FieldGrid, TextField } from '../fields/index.ts';
import { focusFirst } from '../focus-first.ts';
import { Actions, Stack } from '../page.tsx';
import { useFollowing } from '../use-following.ts';

export type FilterField<Name extends string> = {
  name: Name;
  label: string;
  help?: string;
  type?: 'email' | 'date' | 'number';
  /** Given: one of these is chosen. */
  options?: { value: string | number; label: string }[];
  /** Few need it: it stands under "More filters". */
  isMore?: boolean;
};

export type FilterFormProps<Name extends string> = {
  /** What is searched, for those who hear the page: "Search customers" */
  label: string;
  fields: FilterField<Name>[];
  /** What the list is narrowed by now. */
  filters: Partial<Record<Name, string>>;
  /** Why the list could not be had: what is wrong with a filter stands at it. */
  error?: Error | null;
  onSearch(filters: Partial<Record<Name, string>>): void;
};

/** Narrows a list. It follows the address of the page, and whoever searches keeps the place in it. */
export function FilterForm<Name extends string>({
  label,
  fields,
  filters,
  error = null,
  onSearch,
}: FilterFormProps<Name>) {
  const [draft, setDraft] = useFollowing(filters);
  const { byField } = fieldErrors(
    error,
    fields.map(({ name }) => name),
  );
  const usesMore = fields.some(({ name, isMore }) => isMore && filters[name]);
  const [isOpen, setIsOpen] = useFollowing(usesMore);
  const moreId = useId();
  const more = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const isNarrowed = Object.keys(filters).length > 0;
  const toggleMore = (): void => {
    flushSync(() => setIsOpen(!isOpen));
    // They stand before the button: the keyboard goes on in them.
    if (!isOpen) focusFirst(more.current);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch(draft);
  };
  const clear = (): void => {
    onSearch({});
    focusFirst(form.current);
  };
  const show = ({ name, label: text, help, type, options }: FilterField<Name>) => {
    const common = {
      label: text,
      value: draft[name] ?? '',
      help,
      error: byField[name],
      onChange: (value: string) => setDraft({ ...draft, [name]: value }),
    };
    if (options) return <ChoiceField key={name} {...common} options={options} none="Any" />;
    return (
      <TextField
        key={name}
        {...common}
        type={type === 'date' ? 'date' : 'text'}
        {...(type === 'email' && { inputMode: 'email' as const })}
        {...(type === 'number' && { inputMode: 'decimal' as const })}
      />
    );
  };
  return (
    <search aria-label={label}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack>
          <FieldGrid $fits>{fields.filter(({ isMore }) => !isMore).map(show)}</FieldGrid>
          <div ref={more} id={moreId} hidden={!isOpen}>
            <FieldGrid>{fields.filter(({ isMore }) => isMore).map(show)}</FieldGrid>
          </div>
          <Actions>
            <Button type="submit">Search</Button>
            <Button type="button" variant="subtle" aria-expanded={isOpen} aria-controls={moreId} onClick={toggleMore}>
              {isOpen ? 'Fewer filters' : 'More filters'}
            </Button>
            {isNarrowed && (
              <Button type="button" variant="subtle" onClick={clear}>
                Clear the search
              </Button>
            )}
          </Actions>
        </Stack>
      </form>
    </search>
  );
}
