import type { Document } from '../../bson/document.ts';
import type { Collation } from '../values/collation-types.ts';

/** Context of the command for filters, projections, updates and pipelines. */
export interface EvaluationOptions {
  readonly collation?: Collation | undefined;
  /** Values of the command's `let` by name, as `evaluateLet` returns them. */
  readonly vars?: Document | undefined;
  /** `$$NOW`. Default: the time of compilation. */
  readonly now?: Date | undefined;
}
