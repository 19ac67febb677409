export { formatValue, pageOf, type ValueNames } from './format-value.tsx';
export { ResultCardView } from './result-card-view.tsx';
