import type { TRPCProcedureType } from '@trpc/server';
import type { Call } from '../compile/call.ts';
import type { CompiledProcedure } from '../compile/compile-procedure.ts';
import type { GetRawInput } from '../internals/trpc-internals.ts';
import type { CallInputs } from './call-inputs.ts';

/** One call of a request. */
export class ProcedureCall implements Call {
  readonly path: string;
  readonly type: TRPCProcedureType;
  readonly getRawInput: GetRawInput;

  readonly batchIndex: number;
  readonly procedure: CompiledProcedure;
  readonly request: Request;
  readonly #inputs: CallInputs;

  constructor(
    batchIndex: number,
    procedure: CompiledProcedure,
    request: Request,
    inputs: CallInputs,
  ) {
    this.path = procedure.path;
    this.type = procedure.type;
    this.getRawInput = async () => (await inputs.read())[batchIndex];
    this.batchIndex = batchIndex;
    this.procedure = procedure;
    this.request = request;
    this.#inputs = inputs;
  }

  /** Returns the input if it was parsed. */
  result(): unknown {
    return this.#inputs.result(this.batchIndex);
  }
}
