/** Lets one at a time through, in the order of arrival. */
export class Lane {
  private last: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn, to a function that lets the next one through. */
  async enter(): Promise<() => void> {
    const before = this.last;
    let leave = (): void => {};
    this.last = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    return leave;
  }
}
