import { Input } from '@bigcommerce/big-design';
import styled from 'styled-components';
import { useOptions } from '../../../api/nodes.ts';
import { NativeSelect } from '../../../parts/fields/index.ts';
import { useFormContext } from '../form-context.tsx';
import type { RecordRow } from '../form-values.ts';
import { AddEntry, RemoveEntry } from './entry-buttons.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

/** Names with a value each, as rows. The names are chosen where the store tells them. */
export function RecordField({ field, place, value: rows, onChange }: FieldProps<RecordRow[]>) {
  const { credentialsId } = useFormContext();
  const { options: names, error, data } = useOptions(field.options_source, credentialsId);
  const why = error && `The names could not be loaded, so type them here. ${error.message}`;
  const note = why ?? (data?.length === 0 && 'This store has none yet.');
  const set = (index: number, row: RecordRow) => onChange(rows.map((one, at) => (at === index ? row : one)));
  return (
    <FieldFrame field={field} place={place} isWide isGroup note={note}>
      {({ onBlur }) => (
        <Rows onBlur={onBlur}>
          {rows.map(([name, value], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its position
            <Row key={index}>
              {names.length > 0 ? (
                <NativeSelect
                  aria-label={`${field.label}, name ${index + 1}`}
                  value={name}
                  onChange={(event) => set(index, [event.target.value, value])}
                >
                  <option value="">Choose …</option>
                  {name !== '' && !names.some((option) => option.value === name) && (
                    <option value={name}>{name} (not in this list)</option>
                  )}
                  {names.map((option) => (
                    <option key={option.value} value={option.value}>
                      {option.label}
                    </option>
                  ))}
                </NativeSelect>
              ) : (
                <Input
                  aria-label={`${field.label}, name ${index + 1}`}
                  placeholder="Name"
                  value={name}
                  onChange={(event) => set(index, [event.target.value, value])}
                />
              )}
              <Input
                aria-label={`${field.label}, value ${index + 1}`}
                placeholder="Value"
                value={value}
                onChange={(event) => set(index, [name, event.target.value])}
              />
              <RemoveEntry
                what={`${name || `row ${index + 1}`} from ${field.label}`}
                onClick={() => onChange(rows.filter((_, at) => at !== index))}
              />
            </Row>
          ))}
          <AddEntry to={field.label} place={place} onClick={() => onChange([...rows, ['', '']])} />
        </Rows>
      )}
    </FieldFrame>
  );
}

const Rows = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  justify-items: start;
`;

const Row = styled.div`
  align-items: center;
  display: grid;
  gap: ${({ theme }) => theme.spacing.xSmall};
  grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto;
  width: 100%;
  .bd-button { margin: 0; width: auto; }
`;
