import { decodeDocument, encodeDocument } from '../bson/bson-codec.ts';
import { MULTIKEYS, multikeyKey, readId } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';

interface Paths {
  /** Paths and {@link CUT_KEYS}, as they are stored. */
  readonly known: Set<string>;
  readonly arrays: Set<string>;
  /** Where arrays were; undefined when some were noted without their places. */
  places: Set<string> | undefined;
  stored: { readonly known: ReadonlySet<string>; readonly places: ReadonlySet<string> | undefined };
}

const NONE: ReadonlySet<string> = new Set();

function stringsOf(value: unknown): Set<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

/**
 * Noted like a path (no path is empty) when an index, or the `_id`s of a collection, met a key too
 * long to be stored whole: the order of its entries is then no longer the order of the values.
 */
export const CUT_KEYS = '';

const NOTHING: Paths['stored'] = { known: NONE, places: NONE };

/**
 * Which fields of which index have ever met an array. It only grows, and it is shared by all
 * snapshots: believing in arrays that are not there costs speed, the reverse would lose answers.
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

  /** Whether the entries of the index may be out of order; see {@link CUT_KEYS}. */
  hasCutKeys(indexId: number): boolean {
    return this.byIndex.get(indexId)?.known.has(CUT_KEYS) ?? false;
  }

  /** The paths that have ever held an array; undefined when that is not known for all of them. */
  placesOf(indexId: number): ReadonlySet<string> | undefined {
    const entry = this.byIndex.get(indexId);
    return entry ? entry.places : NONE;
  }

  /** Notes paths and places; true when the record on disk does not have them all yet. */
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

  /** The record to store, and what to call when it is stored. */
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
