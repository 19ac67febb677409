import { Button, Panel, ProgressBar, Text } from '@bigcommerce/big-design';
import { bytes } from '../../../parts/amounts.ts';
import { Stack } from '../../../parts/page.tsx';
import { cancelUpload } from './uploads.ts';

/** A file on its way to Rollcall. */
export function UploadProgress({ filename, sent, total }: { filename: string; sent: number; total: number }) {
  const percent = total === 0 ? 100 : Math.floor((sent / total) * 100);
  return (
    <Panel header={`Sending ${filename}`} marginBottom="none">
      <Stack>
        <div role="progressbar" aria-label={`Sending ${filename}`} aria-valuenow={percent}>
          <ProgressBar percent={percent} />
        </div>
        <Text marginBottom="none">
          {bytes(sent)} of {bytes(total)}
          {percent === 100 && ', waiting for Rollcall to take it in'}. You may look at other pages meanwhile; keep this
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
