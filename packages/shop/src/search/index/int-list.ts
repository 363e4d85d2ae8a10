const FIRST_LENGTH = 4;

/** A growing list of 32-bit integers. */
export class IntList {
  #values: Uint32Array<ArrayBuffer>;
  #length = 0;

  constructor(capacity = FIRST_LENGTH) {
    this.#values = new Uint32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes that the list occupies. */
  get bytes(): number {
    return this.#values.byteLength;
  }

  /** The values; the array is the list's own, and has room after `length`. */
  get values(): Uint32Array<ArrayBuffer> {
    return this.#values;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Uint32Array(Math.ceil(this.#length * 1.5) + 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length] = value;
    this.#length += 1;
  }

  /** Removes all values and keeps the room. */
  clear(): void {
    this.#length = 0;
  }

  /** Keeps the values that pass, in order. */
  retain(isKept: (value: number) => boolean): void {
    let kept = 0;
    for (let index = 0; index < this.#length; index += 1) {
      const value = this.#values[index] ?? 0;
      if (!isKept(value)) continue;
      this.#values[kept] = value;
      kept += 1;
    }
    this.#length = kept;
  }
}
