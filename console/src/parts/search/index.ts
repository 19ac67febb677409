export { ExportDialog } from './export-dialog.tsx';
export { type FilterField, FilterForm } from './filter-form.tsx';
export { ListBar } from './list-bar.ts';
export { ListLink } from './list-link.tsx';
export { SearchResults } from './search-results.tsx';
export { type ListAddress, lastListAt, useListAddress } from './use-list-address.ts';
