import { mostItems } from './tool-schema.ts';

/** Which way to take: said in the same words by each tool that is one of them. */
export const useItems = `For several, up to ${mostItems.toLocaleString('en')} that you have in hand: give items in one call, not one call each.`;
export const useImport =
  'For a file of customers, or when a report must account for every row (more than some hundreds): check_import.';
