/** Counts running commands, including those of disconnected clients. */
export class CommandsInFlight {
  private count = 0;
  private endedAt = 0;
  private readonly waiting = new Set<() => void>();

  /** Runs a command and counts it until it has ended. */
  async run<T>(command: () => Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await command();
    } finally {
      this.count -= 1;
      this.endedAt = Date.now();
      if (this.count === 0) this.wake();
    }
  }

  /** Returns the time the last command ended, in epoch milliseconds; `now` while one runs. */
  lastActiveAt(now: number): number {
    return this.count > 0 ? now : this.endedAt;
  }

  /** Resolves when no command runs. */
  ended(): Promise<void> {
    if (this.count === 0) return Promise.resolve();
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
