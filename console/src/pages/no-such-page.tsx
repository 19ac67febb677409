import { Empty } from '../parts/empty.tsx';
import { Page } from '../parts/page.tsx';
import { TextLink } from '../parts/text-link.tsx';

export function NoSuchPage() {
  return (
    <Page title="No such page">
      <Empty title="There is nothing at this address" actions={<TextLink to="/imports">Go to the imports</TextLink>} />
    </Page>
  );
}
