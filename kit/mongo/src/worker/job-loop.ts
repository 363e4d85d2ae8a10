/** A loop around one job. `Worker` documents its functions. */
export interface JobLoop {
  start(): void;
  stop(withinMs?: number): Promise<void>;
  wake(): void;
  runOnce(): Promise<number>;
}

export interface LoopOptions {
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
}
