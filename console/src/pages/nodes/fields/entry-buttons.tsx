import { Button } from '@bigcommerce/big-design';

/** Adds an entry to a field of several. @param to Label of the field @param place Where a message about the whole field leads */
export function AddEntry({ to, place, onClick }: { to: string; place: string; onClick(): void }) {
  return (
    <Button
      type="button"
      variant="secondary"
      mobileWidth="auto"
      data-place={place}
      aria-label={`Add to ${to}`}
      onClick={onClick}
    >
      Add
    </Button>
  );
}

/** @param what The entry, for those who hear the page */
export function RemoveEntry({ what, onClick }: { what: string; onClick(): void }) {
  return (
    <Button type="button" variant="subtle" mobileWidth="auto" aria-label={`Remove ${what}`} onClick={onClick}>
      Remove
    </Button>
  );
}
