/** First-in, first-out mutex. */
export class Lane {
  private last: Promise<void> = Promise.resolve();

  /** Acquires the mutex. Returns the function that releases it. */
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
