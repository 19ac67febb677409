import styled from 'styled-components';
import { FieldGrid } from '../../../parts/fields/index.ts';
import type { FormValues } from '../form-values.ts';
import { AddEntry, RemoveEntry } from './entry-buttons.tsx';
import { Field } from './field.tsx';
import { FieldFrame } from './field-frame.tsx';
import type { FieldProps } from './field-props.ts';

/** Several entries of the same fields, such as addresses. */
export function ObjectsField({ field, place, value: entries, onChange }: FieldProps<FormValues[]>) {
  const one = `${field.label}: entry`;
  return (
    <FieldFrame field={field} place={place} isWide isGroup>
      {() => (
        <Entries>
          {entries.map((entry, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its position
            <Entry key={index} aria-label={`${one} ${index + 1}`}>
              <Title>
                <strong>
                  {index + 1} of {entries.length}
                </strong>
                <RemoveEntry
                  what={`${one} ${index + 1}`}
                  onClick={() => onChange(entries.filter((_, at) => at !== index))}
                />
              </Title>
              <FieldGrid>
                {field.fields?.map((own) => (
                  <Field
                    key={own.param}
                    field={own}
                    place={`${place}[${index}].${own.param}`}
                    value={entry[own.param]}
                    onChange={(value) =>
                      onChange(entries.map((old, at) => (at === index ? { ...old, [own.param]: value } : old)))
                    }
                  />
                ))}
              </FieldGrid>
            </Entry>
          ))}
          <AddEntry to={field.label} place={place} onClick={() => onChange([...entries, {}])} />
        </Entries>
      )}
    </FieldFrame>
  );
}

const Entries = styled.div`
  display: grid;
  gap: ${({ theme }) => theme.spacing.small};
  justify-items: start;
`;

const Entry = styled.section`
  border: 1px solid ${({ theme }) => theme.colors.secondary30};
  border-radius: ${({ theme }) => theme.borderRadius.normal};
  padding: ${({ theme }) => theme.spacing.small};
  width: 100%;
`;

const Title = styled.div`
  align-items: center;
  display: flex;
  justify-content: space-between;
  margin-bottom: ${({ theme }) => theme.spacing.xSmall};
  .bd-button { margin: 0; width: auto; }
`;
