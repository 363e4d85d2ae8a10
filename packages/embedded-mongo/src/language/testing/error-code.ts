import { MongoError } from '../../mongo-error.ts';

/** The code of the error that `run` fails with; undefined when it does not fail. */
export function errorCode(run: () => unknown): number | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof MongoError) return error.code;
    throw error;
  }
  return undefined;
}
