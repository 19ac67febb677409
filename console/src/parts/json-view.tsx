import { Button, Small } from '@bigcommerce/big-design';
import { useState } from 'react';
import { amount } from './amounts.ts';
import { CopyBlock } from './copy-block.tsx';
import { Stack } from './page.tsx';

/** More than this makes a page slow and is read by nobody. */
const shownCharacters = 50_000;

/** Any JSON value, indented, to read and to copy. @param label What it is, for people who do not see it: "Result as JSON" */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2);
  const [isWhole, setIsWhole] = useState(false);
  if (isWhole || text.length <= shownCharacters) return <CopyBlock text={text} label={label} />;
  return (
    <Stack>
      <Small color="secondary60">
        These are the first {amount(shownCharacters)} of {amount(text.length)} characters.
      </Small>
      <CopyBlock text={text.slice(0, shownCharacters)} label={label} />
      <div>
        <Button type="button" variant="secondary" mobileWidth="auto" onClick={() => setIsWhole(true)}>
          Show all of it
        </Button>
      </div>
    </Stack>
  );
}
