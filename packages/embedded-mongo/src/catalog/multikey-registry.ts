import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { MULTIKEYS, multikeyKey, readId } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';

interface Paths {
  /** Paths and {@link CUT_KEYS}, as stored. */
  readonly known: Set<string>;
  readonly arrays: Set<string>;
  /** Positions of arrays; `undefined` when some were recorded without a position. */
  places: Set<string> | undefined;
  stored: { readonly known: ReadonlySet<string>; readonly places: ReadonlySet<string> | undefined };
}

const NONE: ReadonlySet<string> = new Set();

function stringsOf(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

/**
 * Marker in the set of multikey paths (no path is empty): the index, or the `_id`s of the
 * collection, contains a truncated key. The order of entries is then no longer the order of values.
 */
export const CUT_KEYS = '';

const NOTHING: Paths['stored'] = { known: NONE, places: NONE };

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
      const arrays = new Set([...known].filter((path) => path !== CUT_KEYS));
      const hasPlaces = Array.isArray(record.places) || arrays.size === 0;
      const places = hasPlaces ? stringsOf(record.places) : undefined;
      const stored = { known: new Set(known), places: places && new Set(places) };
      this.byIndex.set(readId(key), { known, arrays, places, stored });
    }
  }

  pathsOf(indexId: number): ReadonlySet<string> {
    return this.byIndex.get(indexId)?.arrays ?? NONE;
  }

  /** True when entries of the index may be out of order; see {@link CUT_KEYS}. */
  hasCutKeys(indexId: number): boolean {
    return this.byIndex.get(indexId)?.known.has(CUT_KEYS) ?? false;
  }

  /** Returns the paths that have ever contained an array, or `undefined` when some are unknown. */
  placesOf(indexId: number): ReadonlySet<string> | undefined {
    const entry = this.byIndex.get(indexId);
    return entry ? entry.places : NONE;
  }

  /** Adds paths and positions. Returns true when the stored record lacks some of them. */
  note(indexId: number, paths: readonly string[], places?: readonly string[]): boolean {
    let entry = this.byIndex.get(indexId);
    if (!entry) {
      entry = { known: new Set(), arrays: new Set(), places: new Set(), stored: NOTHING };
      this.byIndex.set(indexId, entry);
    }
    const { known, arrays, stored } = entry;
    for (const path of paths) {
      known.add(path);
      if (path !== CUT_KEYS) arrays.add(path);
    }
    if (!places && paths.some((path) => path !== CUT_KEYS)) entry.places = undefined;
    for (const place of places ?? []) entry.places?.add(place);
    if (paths.some((path) => !stored.known.has(path))) return true;
    if (!entry.places) return stored.places !== undefined;
    return (places ?? []).some((place) => !stored.places?.has(place));
  }

  /** Returns the record to store and a callback for when it has been stored. */
  record(indexId: number): { key: Buffer; value: Buffer; confirm: () => void } {
    const entry = this.byIndex.get(indexId);
    const paths = [...(entry?.known ?? NONE)];
    const places = entry?.places && [...entry.places];
    return {
      key: multikeyKey(indexId),
      value: encodeDocument({ paths, ...(places ? { places } : {}) }),
      confirm: () => {
        if (entry) entry.stored = { known: new Set(paths), places: places && new Set(places) };
      },
    };
  }
}
