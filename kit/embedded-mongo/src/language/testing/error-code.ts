import { MongoError } from '../../mongo-error.ts';

/** Returns the error code with which `run` fails, or `undefined`. */
export function errorCode(run: () => unknown): number | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof MongoError) return error.code;
    throw error;
  }
  return undefined;
}
