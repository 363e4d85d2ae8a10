import { TRPCError } from '@trpc/server';
import { isRecord } from '../is-record.ts';

/** How the inputs of a request are read. */
export interface InputSource {
  /** Inputs as JSON text: the query of a GET, or a function that reads the body of a POST. */
  readonly text: string | undefined | (() => Promise<string>);
  readonly isBatch: boolean;
  /** Number of calls. */
  readonly size: number;
  /** The router's transformer. */
  readonly deserialize: (input: unknown) => unknown;
}

function toParseError(cause: unknown): TRPCError {
  if (cause instanceof TRPCError) return cause;
  const message = cause instanceof Error ? cause.message : 'Invalid input';
  return new TRPCError({ code: 'BAD_REQUEST', message, cause });
}

/**
 * The inputs of all calls of a request, parsed when a call first reads one: a procedure without an
 * input succeeds whatever the client sent. A failure to parse is one error, the same for all calls.
 */
export class CallInputs {
  readonly #source: InputSource;
  #values: readonly unknown[] | undefined;
  #pending: Promise<readonly unknown[]> | undefined;

  constructor(source: InputSource) {
    this.#source = source;
  }

  /**
   * Resolves to the inputs of all calls.
   *
   * @throws {TRPCError} BAD_REQUEST when the inputs cannot be read or parsed
   */
  async read(): Promise<readonly unknown[]> {
    this.#pending ??= this.#parse().catch((cause: unknown) => {
      throw toParseError(cause);
    });
    this.#values ??= await this.#pending;
    return this.#values;
  }

  /** Returns the input of a call if the inputs were parsed; what errors are reported with. */
  result(index: number): unknown {
    return this.#values?.[index];
  }

  async #parse(): Promise<readonly unknown[]> {
    const { text } = this.#source;
    const json = typeof text === 'function' ? await text() : text;
    return json ? this.#deserialize(JSON.parse(json)) : [];
  }

  #deserialize(json: unknown): readonly unknown[] {
    const { isBatch, size, deserialize } = this.#source;
    if (!isBatch) return [deserialize(json)];
    if (!isRecord(json)) {
      throw new TRPCError({
        code: 'BAD_REQUEST',
        message: '"input" needs to be an object when doing a batch call',
      });
    }
    const inputs: unknown[] = [];
    for (let index = 0; index < size; index += 1) {
      const input = json[index];
      inputs.push(input === undefined ? undefined : deserialize(input));
    }
    return inputs;
  }
}
