export { AreaField } from './area-field.tsx';
export { ChoiceField } from './choice-field.tsx';
export { FieldGrid } from './field-grid.ts';
export { NativeSelect } from './native-select.ts';
export { SecretField } from './secret-field.tsx';
export { TextField } from './text-field.tsx';
