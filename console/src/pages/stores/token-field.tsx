import { Input, Small } from '@bigcommerce/big-design';
import { useId } from 'react';

export type TokenFieldProps = {
  onChange(token: string): void;
  error?: string | undefined;
};

/** A secret. It is typed and never shown: the page's HTML does not hold it either, since the field keeps its value to itself. */
export function TokenField({ onChange, error }: TokenFieldProps) {
  const id = useId();
  return (
    <div>
      <Input
        id={id}
        type="password"
        label="Access token"
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore
        data-lpignore="true"
        error={error}
        aria-invalid={error !== undefined}
        aria-describedby={`${id}-help ${id}-error`}
        onChange={(event) => onChange(event.target.value)}
      />
      <Small id={`${id}-help`} color="secondary60" margin="none">
        Stored encrypted, and never shown again, not even to you.
      </Small>
      <div id={`${id}-error`} aria-live="polite">
        {error && (
          <Small color="danger50" margin="none">
            {error}
          </Small>
        )}
      </div>
    </div>
  );
}
