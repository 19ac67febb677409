import { Button, Panel, Text } from '@bigcommerce/big-design';
import { useNavigate } from 'react-router';
import type { ImportView } from '../../../../../src/hosts/http/api-types.ts';
import { Actions, Stack } from '../../../parts/page.tsx';
import { Trouble } from '../../../parts/trouble.tsx';
import { columnBody } from './columns/column-body.ts';
import type { Preparation } from './use-preparation.ts';

/** A file of which nothing could be made, or a store that did not answer while it was read. */
export function UnreadableFile({ view, preparation }: { view: ImportView; preparation: Preparation }) {
  const { reason } = view;
  const { recheck, error, columns } = preparation;
  const navigate = useNavigate();
  const isAboutFile = reason?.code === 'invalid_params' || reason?.code === 'too_large';
  return (
    <Panel header={isAboutFile ? 'This file cannot be imported as it is' : 'The file could not be checked'}>
      <Stack>
        <Trouble error={reason?.message ?? 'Rollcall did not say why.'} />
        {error && error.message !== reason?.message && <Trouble error={error} />}
        <Text>
          {isAboutFile
            ? 'Correct the file and choose it again. Nothing was sent to your store.'
            : 'Nothing was sent to your store. The file is kept: try again once the cause is gone.'}
        </Text>
        <Actions>
          <Button variant={isAboutFile ? 'primary' : 'secondary'} onClick={() => navigate('/imports')}>
            Choose another file
          </Button>
          <Button
            variant={isAboutFile ? 'secondary' : 'primary'}
            onClick={() => void recheck(columnBody(view, columns)).catch(() => undefined)}
          >
            Check this file again
          </Button>
        </Actions>
      </Stack>
    </Panel>
  );
}
