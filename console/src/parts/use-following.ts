import { useState } from 'react';

/** What is typed over a value, until that becomes another one: then it is the new value. For fields that show what the page's address says. */
export function useFollowing<Value>(value: Value) {
  const now = JSON.stringify(value);
  const [followed, setFollowed] = useState(now);
  const [draft, setDraft] = useState(value);
  if (followed !== now) {
    setFollowed(now);
    setDraft(value);
  }
  return [draft, setDraft] as const;
}
