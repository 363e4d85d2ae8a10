import { SortedTerms } from './sorted-terms.ts';

/** Sorts before every character of a folded code. */
const END = '\u0001';

/** What a code costs beside its characters, here and in its product, measured, in bytes. */
const CODE_BYTES = 130;

/** SKUs and barcodes of products, by their whole and by their beginning. */
export class CodeIndex {
  readonly #sorted = new SortedTerms();
  #bytes = 0;

  /** Estimates the memory of the codes. */
  get bytes(): number {
    return this.#bytes;
  }

  add(code: string, slot: number): void {
    this.#sorted.add(entryOf(code, slot), slot);
    this.#bytes += CODE_BYTES + code.length;
  }

  delete(code: string, slot: number): void {
    this.#sorted.delete(entryOf(code, slot));
    this.#bytes -= CODE_BYTES + code.length;
  }

  /** Visits the products that have a code which begins with a text, and whether it is the whole. */
  forEachBeginning(text: string, visit: (slot: number, isWhole: boolean) => void): void {
    this.#sorted.forEachBeginning(text, (entry, slot) =>
      visit(slot, entry.startsWith(END, text.length)),
    );
  }
}

/** Products may share a barcode, so an entry names its slot, too. */
const entryOf = (code: string, slot: number) => `${code}${END}${slot}`;
