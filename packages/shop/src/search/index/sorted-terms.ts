/** Terms of one chunk: few enough that an insertion moves little. */
const MAX_CHUNK = 512;

interface Chunk {
  readonly terms: string[];
  readonly ids: number[];
}

/** Text order as `<` has it, which all processes share. */
function firstAtOrAfter(terms: readonly string[], wanted: string): number {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((terms[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Terms in order with a number each, so that all terms with a beginning are neighbors. */
export class SortedTerms {
  #chunks: Chunk[] = [];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Index of the chunk that has the term, or would. */
  #chunkOf(term: string): number {
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.#chunks[middle]?.terms[0] ?? '') <= term) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  get(term: string): number | undefined {
    const chunk = this.#chunks[this.#chunkOf(term)];
    if (chunk === undefined) return undefined;
    const at = firstAtOrAfter(chunk.terms, term);
    return chunk.terms[at] === term ? chunk.ids[at] : undefined;
  }

  /** Adds a term that is not there yet. */
  add(term: string, id: number): void {
    const index = this.#chunkOf(term);
    const chunk = this.#chunks[index];
    this.#size += 1;
    if (chunk === undefined) {
      this.#chunks.push({ terms: [term], ids: [id] });
      return;
    }
    const at = firstAtOrAfter(chunk.terms, term);
    chunk.terms.splice(at, 0, term);
    chunk.ids.splice(at, 0, id);
    if (chunk.terms.length <= MAX_CHUNK) return;
    const half = MAX_CHUNK >>> 1;
    this.#chunks.splice(index + 1, 0, {
      terms: chunk.terms.splice(half),
      ids: chunk.ids.splice(half),
    });
  }

  delete(term: string): void {
    const index = this.#chunkOf(term);
    const chunk = this.#chunks[index];
    if (chunk === undefined) return;
    const at = firstAtOrAfter(chunk.terms, term);
    if (chunk.terms[at] !== term) return;
    chunk.terms.splice(at, 1);
    chunk.ids.splice(at, 1);
    this.#size -= 1;
    if (chunk.terms.length === 0) this.#chunks.splice(index, 1);
  }

  /** Calls back with each term that begins with a text, in order, until the callback returns false. */
  forEachBeginning(text: string, visit: (term: string, id: number) => unknown): void {
    let index = this.#chunkOf(text);
    let at = firstAtOrAfter(this.#chunks[index]?.terms ?? [], text);
    for (;;) {
      const chunk = this.#chunks[index];
      if (chunk === undefined) return;
      for (; at < chunk.terms.length; at += 1) {
        const term = chunk.terms[at] ?? '';
        if (!term.startsWith(text) || visit(term, chunk.ids[at] ?? 0) === false) return;
      }
      index += 1;
      at = 0;
    }
  }
}
