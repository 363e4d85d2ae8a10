import { foldText } from '@trastienda/mongo';

export type KeyKind = 'tag' | 'vendor' | 'type';

/** A value by which products are filtered, in the spelling of the product that was written last. */
export interface FacetKey {
  readonly key: string;
  readonly kind: KeyKind;
  label: string;
  /** When the product of the label was written, in milliseconds. */
  labeledAt: number;
  /** Number of active products. */
  active: number;
}

interface Labeled {
  readonly tags: readonly string[];
  readonly vendor: string | null;
  readonly productType: string | null;
  readonly updatedAt: Date;
}

/** Numbers the values of tags, vendors and types; values that differ in case or accents are one. */
export class FacetKeys {
  readonly #ids = new Map<string, number>();
  readonly #entries: FacetKey[] = [];

  get entries(): readonly FacetKey[] {
    return this.#entries;
  }

  /** Returns the number of a value; undefined when no product has had it. */
  find(kind: KeyKind, value: string): number | undefined {
    return this.#ids.get(`${kind}:${foldText(value)}`);
  }

  /** Returns the numbers of a product's values, each once. */
  of({ tags, vendor, productType, updatedAt }: Labeled): number[] {
    const at = updatedAt.getTime();
    const ids = tags.map((tag) => this.#idOf('tag', tag, at));
    if (vendor !== null) ids.push(this.#idOf('vendor', vendor, at));
    if (productType !== null) ids.push(this.#idOf('type', productType, at));
    return [...new Set(ids)];
  }

  /** Counts an active product's values, or no longer. */
  count(ids: readonly number[], step: 1 | -1): void {
    for (const id of ids) {
      const entry = this.#entries[id];
      if (entry !== undefined) entry.active += step;
    }
  }

  #idOf(kind: KeyKind, label: string, at: number): number {
    const key = `${kind}:${foldText(label)}`;
    const known = this.#ids.get(key);
    const entry = known === undefined ? undefined : this.#entries[known];
    if (known === undefined || entry === undefined) {
      const id = this.#entries.length;
      this.#ids.set(key, id);
      this.#entries.push({ key, kind, label, labeledAt: at, active: 0 });
      return id;
    }
    if (at >= entry.labeledAt) {
      entry.label = label;
      entry.labeledAt = at;
    }
    return known;
  }
}
