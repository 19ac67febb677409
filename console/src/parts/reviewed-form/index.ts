export { type ChangedField, ReviewChanges } from './review-changes.tsx';
export { ReviewedForm } from './reviewed-form.tsx';
export { cannotBeEmptied, type FieldOf, useReviewedForm } from './use-reviewed-form.ts';
