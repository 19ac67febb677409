import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { keptByTab } from '../kept.ts';

const defaultLimit = 50;

export type ListAddress<Name extends string> = {
  filters: Partial<Record<Name, string>>;
  sort: string;
  page: number;
  limit: number;
  /** Narrows the list by these filters and no others, from its first page. */
  search(filters: Partial<Record<Name, string>>): void;
  /** Another page, size of a page or order of the same list. */
  turn(to: { page?: number; limit?: number; sort?: string }): void;
};

const listName = (path: string): string => `list ${path}`;

/** The address of a list as this tab last showed it. @param path "/orders" */
export const lastListAt = (path: string): string => path + (keptByTab.read(listName(path)) ?? '');

/** Which list a page shows, kept in its address: it survives a reload and can be sent to a colleague. */
export function useListAddress<Name extends string>(names: readonly Name[], defaultSort: string): ListAddress<Name> {
  const [address, setAddress] = useSearchParams();
  const { pathname, search } = useLocation();
  useEffect(() => keptByTab.keep(listName(pathname), search), [pathname, search]);
  const filters: Partial<Record<Name, string>> = {};
  for (const name of names) {
    const value = address.get(name)?.trim();
    if (value) filters[name] = value;
  }
  const sort = address.get('sort') ?? defaultSort;
  const page = wholeNumber(address.get('page')) ?? 1;
  const limit = Math.min(250, wholeNumber(address.get('limit')) ?? defaultLimit);
  const go = (to: { filters: Partial<Record<Name, string>>; sort: string; page: number; limit: number }): void => {
    const next = new URLSearchParams();
    for (const name of names) {
      const value = to.filters[name]?.trim();
      if (value) next.set(name, value);
    }
    if (to.sort !== defaultSort) next.set('sort', to.sort);
    if (to.limit !== defaultLimit) next.set('limit', String(to.limit));
    if (to.page > 1) next.set('page', String(to.page));
    setAddress(next);
  };
  return {
    filters,
    sort,
    page,
    limit,
    search: (given) => go({ filters: given, sort, page: 1, limit }),
    turn: ({ page: toPage = 1, limit: toLimit = limit, sort: toSort = sort }) =>
      go({ filters, sort: toSort, page: toPage, limit: toLimit }),
  };
}

function wholeNumber(text: string | null): number | undefined {
  const value = Number(text);
  return text && Number.isInteger(value) && value >= 1 ? value : undefined;
}
