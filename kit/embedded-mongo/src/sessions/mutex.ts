/** First-in, first-out mutex. */
export class Mutex {
  private last: Promise<void> = Promise.resolve();

  /** Acquires the mutex. Returns the function that releases it. */
  async acquire(): Promise<() => void> {
    const before = this.last;
    let release = (): void => {};
    this.last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    return release;
  }
}
