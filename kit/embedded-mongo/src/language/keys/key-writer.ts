/** A growing, reusable byte buffer. */
export class KeyWriter {
  private bytes = new Uint8Array(1024);
  private view = new DataView(this.bytes.buffer);
  private readonly encoder = new TextEncoder();
  length = 0;

  reset(): void {
    this.length = 0;
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    grown.set(this.bytes.subarray(0, this.length));
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  byte(value: number): void {
    this.reserve(1);
    this.bytes[this.length] = value;
    this.length += 1;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value);
    this.length += 4;
  }

  uint64(value: bigint): void {
    this.reserve(8);
    this.view.setBigUint64(this.length, value);
    this.length += 8;
  }

  /** Writes a double in eight bytes whose order is numeric order. NaN comes first. */
  float64(value: number): void {
    this.reserve(8);
    const at = this.length;
    this.length += 8;
    if (Number.isNaN(value)) {
      this.bytes.fill(0, at, at + 8);
      return;
    }
    this.view.setFloat64(at, value);
    const first = this.bytes[at] ?? 0;
    if (first < 0x80) this.bytes[at] = first | 0x80;
    else this.invert(at);
  }

  raw(value: Uint8Array): void {
    this.reserve(value.length);
    this.bytes.set(value, this.length);
    this.length += value.length;
  }

  /**
   * Writes text as UTF-8, terminated by 0x00 0x01; a 0x00 inside becomes 0x00 0xff. The explicit
   * terminator keeps the order correct when inverted too, whatever follows.
   */
  text(value: string): void {
    const size = value.length;
    this.reserve(size * 3 + 2);
    const start = this.length;
    const bytes = this.bytes;
    for (let i = 0; i < size; i += 1) {
      const unit = value.charCodeAt(i);
      if (unit === 0 || unit > 0x7f) {
        this.length = start;
        this.unusualText(value);
        return;
      }
      bytes[start + i] = unit;
    }
    bytes[start + size] = 0;
    bytes[start + size + 1] = 1;
    this.length = start + size + 2;
  }

  private unusualText(value: string): void {
    for (const byte of this.encoder.encode(value)) {
      this.byte(byte);
      if (byte === 0) this.byte(0xff);
    }
    this.byte(0);
    this.byte(1);
  }

  /** Inverts the order of everything written since `from`. */
  invert(from: number): void {
    for (let i = from; i < this.length; i += 1) this.bytes[i] = ~(this.bytes[i] ?? 0) & 0xff;
  }

  /** Returns a copy of the written bytes. */
  copy(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
