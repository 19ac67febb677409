export { ExportDialog } from './export-dialog.tsx';
export { type FilterField, FilterForm } from './filter-form.tsx';
export { ListBar } from './list-bar.ts';
export { SearchResults } from './search-results.tsx';
export { type ListAddress, useListAddress } from './use-list-address.ts';
