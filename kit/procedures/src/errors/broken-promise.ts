/** A failure that a procedure does not declare, or details that its reason does not have. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
}

type OnBrokenPromise = (error: BrokenPromiseError) => void;

let report: OnBrokenPromise = () => {};

/**
 * Sets a function that is called for every broken promise of a procedure, besides the `INTERNAL`
 * that its caller gets. Tests set one that throws, so that none goes unseen.
 */
export function onBrokenPromise(listener: OnBrokenPromise): void {
  report = listener;
}

/** Reports and returns the error. */
export function brokenPromise(message: string, cause: unknown): BrokenPromiseError {
  const error = new BrokenPromiseError(message, { cause });
  report(error);
  return error;
}
