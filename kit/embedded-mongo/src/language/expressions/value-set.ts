import { encodeLossyKey } from '../keys/key-encoding.ts';
import type { Collation } from '../values/collation-types.ts';
import { valuesEqual } from '../values/compare.ts';

function keyOf(value: unknown, collation: Collation | undefined): string {
  return Buffer.from(encodeLossyKey([value], [1], collation).bytes).toString('latin1');
}

/** A map with BSON values as keys: 5 and 5.0 are one key, `{a, b}` and `{b, a}` are two. */
export class ValueMap<T> {
  private readonly buckets = new Map<string, { readonly key: unknown; readonly value: T }[]>();
  private readonly order: { readonly key: unknown; readonly value: T }[] = [];
  private readonly collation: Collation | undefined;

  constructor(collation: Collation | undefined) {
    this.collation = collation;
  }

  get(key: unknown): T | undefined {
    const bucket = this.buckets.get(keyOf(key, this.collation));
    return bucket?.find((entry) => valuesEqual(entry.key, key, this.collation))?.value;
  }

  /** Returns the value of a key and creates it for a new key. */
  getOrAdd(key: unknown, make: () => T): T {
    const text = keyOf(key, this.collation);
    let bucket = this.buckets.get(text);
    if (!bucket) {
      bucket = [];
      this.buckets.set(text, bucket);
    }
    const known = bucket.find((entry) => valuesEqual(entry.key, key, this.collation));
    if (known) return known.value;
    const entry = { key, value: make() };
    bucket.push(entry);
    this.order.push(entry);
    return entry.value;
  }

  /** Returns the entries in order of first insertion. */
  entries(): readonly { readonly key: unknown; readonly value: T }[] {
    return this.order;
  }
}

/** A set of BSON values. */
export class ValueSet {
  private readonly map: ValueMap<true>;

  constructor(collation: Collation | undefined) {
    this.map = new ValueMap(collation);
  }

  add(value: unknown): void {
    this.map.getOrAdd(value, () => true);
  }

  has(value: unknown): boolean {
    return this.map.get(value) !== undefined;
  }

  toArray(): unknown[] {
    return this.map.entries().map((entry) => entry.key);
  }
}
