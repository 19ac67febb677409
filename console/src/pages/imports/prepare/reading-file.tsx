import { Panel, Text } from '@bigcommerce/big-design';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { count } from '../../../parts/amounts.ts';
import { Stack } from '../../../parts/page.tsx';
import { ProgressLine } from './progress-line.tsx';
import { readSoFar } from './words.ts';

/** While the file is read for the first time. */
export function ReadingFile({ view: { progress } }: { view: ImportView }) {
  const share = progress?.bytes ? progress.bytes_read / progress.bytes : undefined;
  return (
    <Panel header="The file is being read">
      <Stack>
        <ProgressLine label="How much of the file was read" share={share} />
        <Text role="status" marginBottom="none">
          {progress
            ? `${count(progress.rows, 'row')} looked at so far, ${readSoFar(progress)}.`
            : 'It begins in a moment.'}
        </Text>
        <Text color="secondary60">
          Every row is looked at: which column is which, what is wrong, and what would become of it. Nothing is sent to
          your store, and you can close this page meanwhile.
        </Text>
      </Stack>
    </Panel>
  );
}
