import { createStored, type Stored } from '../browser/stored.ts';

const stores = new Map<string, Stored<readonly string[] | null>>();

/** Returns the columns of a list that this browser hides; null until the person has chosen. */
export function hiddenColumnsOf(listId: string): Stored<readonly string[] | null> {
  const known =
    stores.get(listId) ??
    createStored<readonly string[] | null>(`columns.${listId}`, (value) =>
      Array.isArray(value) ? value.filter((each) => typeof each === 'string') : null,
    );
  stores.set(listId, known);
  return known;
}
