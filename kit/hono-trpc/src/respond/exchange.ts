import { type AnyTRPCRouter, getTRPCErrorFromUnknown, type TRPCError } from '@trpc/server';
import type { FetchCreateContextFnOptions } from '@trpc/server/adapters/fetch';
import type { TRPCRequestInfo } from '@trpc/server/http';
import type { ServeCallbacks, StringifyBody } from '../options.ts';
import { CallInputs } from '../request/call-inputs.ts';
import type { RequestPlan } from '../request/plan-request.ts';
import { ProcedureCall } from '../request/procedure-call.ts';
import { createRequestInfo } from '../request/request-info.ts';
import { ResponseHeaders } from './response-headers.ts';

/** Same for all requests of a router. */
export interface RouterSettings {
  readonly config: AnyTRPCRouter['_def']['_config'];
  /** Whether results go into JSON as they are. */
  readonly hasIdentityTransformer: boolean;
  readonly stringify?: StringifyBody;
}

const EXCHANGE = Symbol('exchange');

interface WithExchange {
  readonly [EXCHANGE]: Exchange;
}

/** Fields of the argument of `createContext` that most applications do not read. */
const LAZY_RES_HEADERS: PropertyDescriptor & ThisType<WithExchange> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[EXCHANGE].resHeaders();
  },
};
const LAZY_INFO: PropertyDescriptor & ThisType<WithExchange> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[EXCHANGE].info();
  },
};

/** A request on the fast path, and what is known of its response. */
export class Exchange {
  readonly calls: readonly ProcedureCall[];
  readonly headers = new ResponseHeaders();
  /** What `createContext` returned; undefined before it did, and where it failed. */
  context: unknown;
  /** How `createContext` failed: every call of the request fails so. */
  contextError: TRPCError | undefined;
  #info: TRPCRequestInfo | undefined;
  #resHeaders: Headers | undefined;

  constructor(
    readonly request: Request,
    readonly plan: RequestPlan,
    readonly callbacks: ServeCallbacks,
    readonly settings: RouterSettings,
  ) {
    const { procedures, isBatch, isPost, queryInput } = plan;
    const inputs = new CallInputs({
      text: isPost ? () => request.text() : queryInput,
      isBatch,
      size: procedures.length,
      deserialize: (input) => settings.config.transformer.input.deserialize(input),
    });
    this.calls = procedures.map(
      (procedure, index) => new ProcedureCall(index, procedure, request, inputs),
    );
  }

  info(): TRPCRequestInfo {
    this.#info ??= createRequestInfo(this.request, this.plan, this.calls);
    return this.#info;
  }

  /** Headers that the application adds to the response. */
  resHeaders(): Headers {
    this.#resHeaders ??= new Headers();
    return this.#resHeaders;
  }

  /** The same; undefined unless the application asked for them. */
  usedResHeaders(): Headers | undefined {
    return this.#resHeaders;
  }

  async createContext(): Promise<void> {
    const { createContext } = this.callbacks;
    if (createContext === undefined) return;
    try {
      this.context = await createContext(this.#contextOptions());
    } catch (cause) {
      this.contextError = getTRPCErrorFromUnknown(cause);
    }
  }

  /** Reports a failure to the application; of a call, or of the request as a whole. */
  report(error: TRPCError, call: ProcedureCall | undefined): void {
    this.callbacks.onError?.({
      error,
      path: call?.path,
      input: call?.result(),
      ctx: this.context,
      type: this.plan.type,
      req: this.request,
    });
  }

  #contextOptions(): FetchCreateContextFnOptions {
    const options = { req: this.request };
    Object.defineProperty(options, EXCHANGE, { value: this });
    Object.defineProperty(options, 'resHeaders', LAZY_RES_HEADERS);
    Object.defineProperty(options, 'info', LAZY_INFO);
    // Both are there now.
    return options as typeof options & Pick<FetchCreateContextFnOptions, 'resHeaders' | 'info'>;
  }
}
