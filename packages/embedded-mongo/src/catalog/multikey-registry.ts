import { decodeDocument, encodeDocument } from '../storage/bson-codec.ts';
import { MULTIKEYS, multikeyKey, readId } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';

interface Paths {
  /** Paths and {@link CUT_KEYS}, as they are stored. */
  readonly known: Set<string>;
  readonly arrays: Set<string>;
  stored: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Noted like a path (no path is empty) when an index, or the `_id`s of a collection, met a key too
 * long to be stored whole: the order of its entries is then no longer the order of the values.
 */
export const CUT_KEYS = '';

/**
 * Which fields of which index have ever met an array. It only grows, and it is shared by all
 * snapshots: believing in arrays that are not there costs speed, the reverse would lose answers.
 */
export class MultikeyRegistry {
  private readonly byIndex = new Map<number, Paths>();

  load(view: ReadView): void {
    for (const { key, value } of entriesOf(view, MULTIKEYS)) {
      const { paths } = decodeDocument(value);
      const known = new Set(Array.isArray(paths) ? paths.map(String) : []);
      const arrays = new Set([...known].filter((path) => path !== CUT_KEYS));
      this.byIndex.set(readId(key), { known, arrays, stored: new Set(known) });
    }
  }

  pathsOf(indexId: number): ReadonlySet<string> {
    return this.byIndex.get(indexId)?.arrays ?? NONE;
  }

  /** Whether the entries of the index may be out of order; see {@link CUT_KEYS}. */
  hasCutKeys(indexId: number): boolean {
    return this.byIndex.get(indexId)?.known.has(CUT_KEYS) ?? false;
  }

  /** Notes the paths; true when the record on disk does not have them all yet. */
  note(indexId: number, paths: readonly string[]): boolean {
    let entry = this.byIndex.get(indexId);
    if (!entry) {
      entry = { known: new Set(), arrays: new Set(), stored: NONE };
      this.byIndex.set(indexId, entry);
    }
    const { known, arrays, stored } = entry;
    for (const path of paths) {
      known.add(path);
      if (path !== CUT_KEYS) arrays.add(path);
    }
    return paths.some((path) => !stored.has(path));
  }

  /** The record to store, and what to call when it is stored. */
  record(indexId: number): { key: Buffer; value: Buffer; confirm: () => void } {
    const paths = [...(this.byIndex.get(indexId)?.known ?? NONE)];
    return {
      key: multikeyKey(indexId),
      value: encodeDocument({ paths }),
      confirm: () => {
        const entry = this.byIndex.get(indexId);
        if (entry) entry.stored = new Set(paths);
      },
    };
  }
}
