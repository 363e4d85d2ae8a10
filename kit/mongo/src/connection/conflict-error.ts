import { mongo } from 'mongoose';
import { TRANSIENT } from './faults.ts';

/**
 * A guarded write matched nothing because the data that it depends on has changed. A transaction
 * that fails with this error is retried from the start.
 */
export class ConflictError extends mongo.MongoError {
  constructor(message: string, options?: { readonly cause: unknown }) {
    super(message);
    if (options?.cause instanceof Error) this.cause = options.cause;
    this.addErrorLabel(TRANSIENT);
  }

  override get name(): string {
    return 'ConflictError';
  }
}
