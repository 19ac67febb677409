/** What people call somebody; empty where no name is known. */
export const personName = ({ first_name, last_name }: { first_name?: unknown; last_name?: unknown } = {}): string =>
  [first_name, last_name].filter((part) => typeof part === 'string' && part !== '').join(' ');
