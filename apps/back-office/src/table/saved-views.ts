import { createStored, type Stored } from '../browser/stored.ts';

/** Filters and sort of a list under a name, in this browser. */
export interface SavedView {
  readonly name: string;
  /** Query of the address, as `useListState` writes it. */
  readonly query: string;
}

function isSavedView(value: unknown): value is SavedView {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'query' in value &&
    typeof value.query === 'string'
  );
}

const stores = new Map<string, Stored<readonly SavedView[]>>();

/** Returns the saved views of a list. */
export function savedViewsOf(listId: string): Stored<readonly SavedView[]> {
  const known =
    stores.get(listId) ??
    createStored<readonly SavedView[]>(`views.${listId}`, (value) =>
      Array.isArray(value) ? value.filter(isSavedView) : [],
    );
  stores.set(listId, known);
  return known;
}

/** Returns the views with one more; one of the same name is replaced, in its place. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  const index = views.findIndex(({ name }) => name === view.name);
  return index < 0 ? [...views, view] : views.with(index, view);
}

/** Returns the views without the one of a name. */
export function withoutView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name);
}
