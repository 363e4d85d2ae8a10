/** A failure that a procedure does not declare, or details that its reason does not have. */
export class BrokenPromiseError extends Error {
  override readonly name = 'BrokenPromiseError';
}

type OnBrokenPromise = (error: BrokenPromiseError) => void;

let report: OnBrokenPromise = () => {};

/**
 * Sets the function that is called for every broken promise of a procedure, besides the `INTERNAL`
 * that its caller gets and the line in the log. Tests set one that throws, so that none goes unseen.
 * Returns a function that sets the former one again.
 */
export function onBrokenPromise(listener: OnBrokenPromise): () => void {
  const former = report;
  report = listener;
  return () => {
    report = former;
  };
}

/** Reports and returns the error. */
export function brokenPromise(message: string, cause: unknown): BrokenPromiseError {
  const error = new BrokenPromiseError(message, { cause });
  report(error);
  return error;
}
