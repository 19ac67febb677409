import { Button, Panel, Text } from '@bigcommerce/big-design';
import { bytes } from '../../../parts/amounts.ts';
import { Stack } from '../../../parts/page.tsx';
import { ProgressLine } from '../prepare/progress-line.tsx';
import { cancelUpload } from './uploads.ts';

/** A file on its way to Rollcall. */
export function UploadProgress({ filename, sent, total }: { filename: string; sent: number; total: number }) {
  return (
    <Panel header={`Sending ${filename}`} marginBottom="none">
      <Stack>
        <ProgressLine label={`Sending ${filename}`} share={total === 0 ? 1 : sent / total} />
        <Text marginBottom="none">
          {bytes(sent)} of {bytes(total)}
          {sent === total && ', waiting for Rollcall to take it in'}. You may look at other pages meanwhile; keep this
          tab open.
        </Text>
        <div>
          <Button variant="secondary" onClick={cancelUpload}>
            Cancel the upload
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}
