import { decodeDocument, encodeDocument } from '../storage/bson-codec.ts';
import { MULTIKEYS, multikeyKey, readId } from '../storage/key-space.ts';
import type { ReadView } from '../storage/read-view.ts';
import { entriesOf } from '../storage/read-view.ts';

interface Paths {
  readonly known: Set<string>;
  stored: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

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
      this.byIndex.set(readId(key), { known, stored: new Set(known) });
    }
  }

  pathsOf(indexId: number): ReadonlySet<string> {
    return this.byIndex.get(indexId)?.known ?? NONE;
  }

  /** Notes the paths; true when the record on disk does not have them all yet. */
  note(indexId: number, paths: readonly string[]): boolean {
    let entry = this.byIndex.get(indexId);
    if (!entry) {
      entry = { known: new Set(), stored: NONE };
      this.byIndex.set(indexId, entry);
    }
    const { known, stored } = entry;
    for (const path of paths) known.add(path);
    return paths.some((path) => !stored.has(path));
  }

  /** The record to store, and what to call when it is stored. */
  record(indexId: number): { key: Buffer; value: Buffer; confirm: () => void } {
    const paths = [...this.pathsOf(indexId)];
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
