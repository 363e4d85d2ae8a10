import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { MULTIKEYS, multikeyKey, readId } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';

interface Paths {
  /** Paths and {@link TRUNCATED_KEYS}, as stored. */
  readonly known: Set<string>;
  readonly multikeyPaths: Set<string>;
  /** Paths that have contained an array; `undefined` when some are unknown. */
  arrayPaths: Set<string> | undefined;
  stored: {
    readonly known: ReadonlySet<string>;
    readonly arrayPaths: ReadonlySet<string> | undefined;
  };
}

const NONE: ReadonlySet<string> = new Set();

function stringsOf(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

/**
 * Marker in the set of multikey paths (no path is empty): the index, or the `_id`s of the
 * collection, contains a truncated key. The order of entries is then no longer the order of values.
 */
export const TRUNCATED_KEYS = '';

const NOTHING: Paths['stored'] = { known: NONE, arrayPaths: NONE };

/**
 * Multikey state: which fields of which index have ever contained an array.
 *
 * It only grows, and all snapshots share it. Assuming arrays where there are none costs speed; the
 * opposite would lose results.
 */
export class MultikeyRegistry {
  private readonly byIndex = new Map<number, Paths>();

  load(view: ReadView): void {
    for (const { key, value } of entriesOf(view, MULTIKEYS)) {
      const record = decodeDocument(value);
      const known = stringsOf(record.paths);
      const multikeyPaths = new Set([...known].filter((path) => path !== TRUNCATED_KEYS));
      const hasArrayPaths = Array.isArray(record.places) || multikeyPaths.size === 0;
      const arrayPaths = hasArrayPaths ? stringsOf(record.places) : undefined;
      const stored = { known: new Set(known), arrayPaths: arrayPaths && new Set(arrayPaths) };
      this.byIndex.set(readId(key), { known, multikeyPaths, arrayPaths, stored });
    }
  }

  pathsOf(indexId: number): ReadonlySet<string> {
    return this.byIndex.get(indexId)?.multikeyPaths ?? NONE;
  }

  /** True when entries of the index may be out of order; see {@link TRUNCATED_KEYS}. */
  hasTruncatedKeys(indexId: number): boolean {
    return this.byIndex.get(indexId)?.known.has(TRUNCATED_KEYS) ?? false;
  }

  /** Returns the paths that have ever contained an array, or `undefined` when some are unknown. */
  arrayPathsOf(indexId: number): ReadonlySet<string> | undefined {
    const entry = this.byIndex.get(indexId);
    return entry ? entry.arrayPaths : NONE;
  }

  /** Adds multikey paths and array paths. Returns true when the stored record lacks some of them. */
  note(indexId: number, paths: readonly string[], arrayPaths?: readonly string[]): boolean {
    let entry = this.byIndex.get(indexId);
    if (!entry) {
      entry = {
        known: new Set(),
        multikeyPaths: new Set(),
        arrayPaths: new Set(),
        stored: NOTHING,
      };
      this.byIndex.set(indexId, entry);
    }
    const { known, multikeyPaths, stored } = entry;
    for (const path of paths) {
      known.add(path);
      if (path !== TRUNCATED_KEYS) multikeyPaths.add(path);
    }
    if (!arrayPaths && paths.some((path) => path !== TRUNCATED_KEYS)) entry.arrayPaths = undefined;
    for (const path of arrayPaths ?? []) entry.arrayPaths?.add(path);
    if (paths.some((path) => !stored.known.has(path))) return true;
    if (!entry.arrayPaths) return stored.arrayPaths !== undefined;
    return (arrayPaths ?? []).some((path) => !stored.arrayPaths?.has(path));
  }

  /** Returns the record to store and a callback for when it has been stored. */
  record(indexId: number): { key: Buffer; value: Buffer; confirm: () => void } {
    const entry = this.byIndex.get(indexId);
    const paths = [...(entry?.known ?? NONE)];
    const arrayPaths = entry?.arrayPaths && [...entry.arrayPaths];
    return {
      key: multikeyKey(indexId),
      value: encodeDocument({ paths, ...(arrayPaths ? { places: arrayPaths } : {}) }),
      confirm: () => {
        if (entry)
          entry.stored = { known: new Set(paths), arrayPaths: arrayPaths && new Set(arrayPaths) };
      },
    };
  }
}
