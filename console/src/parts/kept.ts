type Kept = {
  read(name: string): string | undefined;
  /** Undefined forgets it. */
  keep(name: string, text: string | undefined): void;
};

/** What this browser keeps until its tab is closed, under names that nobody else has. */
export const keptByTab = keptIn(() => sessionStorage);

/** What this browser keeps for good. */
export const keptByBrowser = keptIn(() => localStorage);

function keptIn(storage: () => Storage): Kept {
  const keyOf = (name: string): string => `rollcall.${name}`;
  return {
    read: (name) => storage().getItem(keyOf(name)) ?? undefined,
    keep(name, text) {
      if (text === undefined) storage().removeItem(keyOf(name));
      else storage().setItem(keyOf(name), text);
    },
  };
}
