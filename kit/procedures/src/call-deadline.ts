import { type Deadline, deadlineExceeded } from '@trastienda/base';

/** The deadline of one call, which begins with `run`. */
export class CallDeadline implements Deadline {
  readonly totalMs: number;
  /** Of `performance.now()`; `Infinity` after a call that was answered in time. */
  #endsAt = Number.POSITIVE_INFINITY;
  #failure: unknown;
  readonly #clientSignal: () => AbortSignal | undefined;
  #controller: AbortController | undefined;

  /** @param clientSignal Returns the signal of the client; making one takes time. */
  constructor(totalMs: number, clientSignal: () => AbortSignal | undefined) {
    this.totalMs = totalMs;
    this.#clientSignal = clientSignal;
  }

  remainingMs(): number {
    // The timer may be late, when something blocks the process, and a millisecond early.
    if (this.#failure !== undefined) return 0;
    return Math.max(0, this.#endsAt - performance.now());
  }

  /**
   * Aborted when the client disconnects or the deadline passes. Created when it is read: most work
   * needs none.
   */
  get signal(): AbortSignal {
    this.#controller ??= this.#createController();
    return this.#controller.signal;
  }

  #createController(): AbortController {
    const controller = new AbortController();
    const client = this.#clientSignal();
    const abort = () => controller.abort(client?.reason);
    if (this.#failure !== undefined) controller.abort(this.#failure);
    else if (client?.aborted === true) abort();
    else client?.addEventListener('abort', abort, { once: true, signal: controller.signal });
    return controller;
  }

  /**
   * Runs the work of the call.
   *
   * @throws {BaseError} DEADLINE_EXCEEDED once the deadline has passed, even if the work goes on.
   */
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#endsAt = performance.now() + this.totalMs;
      const timer = setTimeout(() => {
        const failure = deadlineExceeded(this);
        this.#failure = failure;
        reject(failure);
        this.#controller?.abort(failure);
      }, this.totalMs);
      const end = () => {
        clearTimeout(timer);
        // What the call leaves behind, such as a notification, is not bound by its deadline.
        if (this.#failure === undefined) this.#endsAt = Number.POSITIVE_INFINITY;
      };
      work().then(
        (result) => {
          end();
          resolve(result);
        },
        (error: unknown) => {
          end();
          reject(error);
        },
      );
    });
  }
}
