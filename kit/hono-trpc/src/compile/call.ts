import type { TRPCProcedureType } from '@trpc/server';
import type { GetRawInput } from '../internals/trpc-internals.ts';

/** A call of a procedure, as far as its chain needs to know it. */
export interface Call {
  /** Dotted path, as in `post.byId`. */
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly batchIndex: number;
  readonly request: Request;
  /** Rejects with BAD_REQUEST when the inputs cannot be read or parsed. */
  readonly getRawInput: GetRawInput;
}
