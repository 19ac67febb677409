import { createContext, useContext } from 'react';

export type FormContext = {
  /** The store whose groups and the like are offered. */
  credentialsId: string | undefined;
  /** What is to be said at a place now. */
  problemsAt(place: string): string[];
  /** The field was left: what is missing there may be said. */
  touch(place: string): void;
};

const Context = createContext<FormContext | undefined>(undefined);

export const FormContextProvider = Context.Provider;

export function useFormContext(): FormContext {
  const value = useContext(Context);
  if (!value) throw new Error('useFormContext is used outside a node form.');
  return value;
}
