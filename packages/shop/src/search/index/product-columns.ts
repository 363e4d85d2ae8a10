import type { ProductStatus } from '@trastienda/shop-contract';
import { bytesColumn, numbersColumn, withRoom } from './columns.ts';
import { FlatLists } from './flat-lists.ts';

/** Numbers of statuses; 0 is no product. */
const STATUS_NUMBERS: Readonly<Record<ProductStatus, number>> = {
  active: 1,
  draft: 2,
  archived: 3,
};

export const statusNumber = (status: ProductStatus): number => STATUS_NUMBERS[status];

/** What changes of a product without its words. */
export interface ProductFlags {
  /** Number of the product's last event, which orders its states. */
  readonly eventSequence: number;
  readonly revision: number;
  readonly status: ProductStatus;
  readonly isInStock: boolean;
  /** Lowest price in minor units. */
  readonly minPrice: number;
}

/** What lists filter and sort an indexed product by. */
export interface ProductRow extends ProductFlags {
  readonly id: string;
  /** Milliseconds. */
  readonly createdAt: number;
  /** Position in title order, unique. */
  readonly titlePlace: string;
  /** The words of the title that carry its meaning, each with a space before it. */
  readonly phrase: string;
  /** Numbers of its tags, vendor and type. */
  readonly keys: readonly number[];
  /** Folded SKUs and barcodes. */
  readonly codes: readonly string[];
}

/**
 * Products by slot, a column for each field: a walk over tens of thousands of them reads a few bytes of
 * each in order, where an object of each would be a miss of the processor's caches. Columns are replaced
 * as they grow, so they are read from here at the start of each walk.
 */
export class ProductColumns {
  #length = 0;
  #statuses = bytesColumn(0);
  #inStock = bytesColumn(0);
  #minPrices = numbersColumn(0);
  #createdAt = numbersColumn(0);
  #sequences = numbersColumn(0);
  #revisions = numbersColumn(0);
  readonly keys = new FlatLists();
  readonly #ids: string[] = [];
  readonly #titlePlaces: string[] = [];
  readonly #phrases: string[] = [];
  readonly #codes: (readonly string[])[] = [];

  /** Number of slots, used or not. */
  get length(): number {
    return this.#length;
  }

  /** Numbers of the statuses. */
  get statuses(): Uint8Array {
    return this.#statuses;
  }

  /** 1 for what is in stock. */
  get inStock(): Uint8Array {
    return this.#inStock;
  }

  get minPrices(): Float64Array {
    return this.#minPrices;
  }

  get createdAt(): Float64Array {
    return this.#createdAt;
  }

  get sequences(): Float64Array {
    return this.#sequences;
  }

  get revisions(): Float64Array {
    return this.#revisions;
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  get titlePlaces(): readonly string[] {
    return this.#titlePlaces;
  }

  get phrases(): readonly string[] {
    return this.#phrases;
  }

  get codes(): readonly (readonly string[])[] {
    return this.#codes;
  }

  /** Sets the product of a slot that has none. */
  add(slot: number, row: ProductRow): void {
    this.#length = Math.max(this.#length, slot + 1);
    this.#statuses = withRoom(this.#statuses, slot, bytesColumn);
    this.#inStock = withRoom(this.#inStock, slot, bytesColumn);
    this.#minPrices = withRoom(this.#minPrices, slot, numbersColumn);
    this.#createdAt = withRoom(this.#createdAt, slot, numbersColumn);
    this.#sequences = withRoom(this.#sequences, slot, numbersColumn);
    this.#revisions = withRoom(this.#revisions, slot, numbersColumn);
    this.#createdAt[slot] = row.createdAt;
    this.#ids[slot] = row.id;
    this.#titlePlaces[slot] = row.titlePlace;
    this.#phrases[slot] = row.phrase;
    this.#codes[slot] = row.codes;
    this.keys.add(slot, row.keys);
    this.setFlags(slot, row);
  }

  setFlags(slot: number, flags: ProductFlags): void {
    this.#statuses[slot] = statusNumber(flags.status);
    this.#inStock[slot] = flags.isInStock ? 1 : 0;
    this.#minPrices[slot] = flags.minPrice;
    this.#sequences[slot] = flags.eventSequence;
    this.#revisions[slot] = flags.revision;
  }

  delete(slot: number): void {
    this.#statuses[slot] = 0;
    this.#ids[slot] = '';
    this.#titlePlaces[slot] = '';
    this.#phrases[slot] = '';
    this.#codes[slot] = [];
    this.keys.delete(slot);
  }
}
