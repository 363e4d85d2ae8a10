import { useMemo, useState } from 'react';

/** Selected rows of a list; they stay selected on other pages of it. */
export interface Selection<Row> {
  readonly rows: readonly Row[];
  /** As TanStack Table has it. */
  readonly state: Readonly<Record<string, true>>;
  has(id: string): boolean;
  toggle(rows: readonly Row[], ids: readonly string[], isSelected: boolean): void;
  clear(): void;
}

/** Selects rows by their ids. Another `query` of the list begins with none. */
export function useSelection<Row>(query: string): Selection<Row> {
  const [selected, setSelected] = useState<{ query: string; rows: ReadonlyMap<string, Row> }>({
    query,
    rows: new Map(),
  });
  const rows = selected.query === query ? selected.rows : NONE;
  return useMemo(() => {
    // `NONE` is empty: it has rows of any type.
    const current = rows as ReadonlyMap<string, Row>;
    return {
      rows: [...current.values()],
      state: Object.fromEntries([...current.keys()].map((id) => [id, true as const])),
      has: (id) => current.has(id),
      toggle(changed, ids, isSelected) {
        const next = new Map(current);
        for (const [index, id] of ids.entries()) {
          const row = changed[index];
          if (!isSelected) next.delete(id);
          else if (row !== undefined) next.set(id, row);
        }
        setSelected({ query, rows: next });
      },
      clear: () => setSelected({ query, rows: new Map() }),
    };
  }, [rows, query]);
}

const NONE: ReadonlyMap<string, never> = new Map<string, never>();
