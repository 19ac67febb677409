import type { ReactNode } from 'react';
import { TextLink } from '../text-link.tsx';
import { lastListAt } from './use-list-address.ts';

/** Leads back to a list as this tab last showed it: with its search, its order and its page. @param to The list: "/orders" */
export function ListLink({ to, children }: { to: string; children: ReactNode }) {
  return <TextLink to={lastListAt(to)}>{children}</TextLink>;
}
