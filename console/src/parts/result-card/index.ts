export { AddressBlock, isAddress } from './address-block.tsx';
export { formatValue, inWords, pageOf, type StoreObject, titleOf, type ValueNames } from './format-value.tsx';
export { ObjectCard, type ObjectCardProps } from './object-card.tsx';
export { ObjectTable, type ObjectTableProps } from './object-table.tsx';
export { ResultCardView, type ResultCardViewProps } from './result-card-view.tsx';
