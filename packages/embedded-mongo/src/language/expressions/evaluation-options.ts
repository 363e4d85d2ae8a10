import type { Document } from '../../bson/document.ts';
import type { Collation } from '../values/collation-types.ts';

/** What a filter, projection, update or pipeline may need from the command around it. */
export interface EvaluationOptions {
  readonly collation?: Collation | undefined;
  /** The values of the command's `let` by name, as `evaluateLet` returns them. */
  readonly vars?: Document | undefined;
  /** `$$NOW`; the time of compilation when absent. */
  readonly now?: Date | undefined;
}
