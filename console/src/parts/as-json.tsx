import { Dialog } from './dialog.tsx';
import { JsonView } from './json-view.tsx';

/** Everything that the store told, to read and to copy. */
export function AsJson({ title, value, onClose }: { title: string; value: unknown; onClose(): void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      <JsonView value={value} label={title} />
    </Dialog>
  );
}
