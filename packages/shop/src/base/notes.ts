/** Counts things of a kind and keeps the first of them, for a report. */
export class Notes<Note> {
  readonly first: Note[] = [];
  readonly #max: number;
  #count = 0;

  constructor(max: number) {
    this.#max = max;
  }

  get count(): number {
    return this.#count;
  }

  add(...notes: readonly Note[]): void {
    this.#count += notes.length;
    this.first.push(...notes.slice(0, Math.max(0, this.#max - this.first.length)));
  }
}
