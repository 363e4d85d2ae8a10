import type {
  GetRawInput,
  MiddlewareOptions,
  MiddlewareResult,
  NextOptions,
} from '../internals/trpc-internals.ts';
import type { Call } from './call.ts';

const REQUEST = Symbol('request');

interface WithRequest {
  readonly [REQUEST]: Request;
}

/**
 * `signal` of every options object. On Node the signal of a request costs as much as the rest of a
 * call, so it is created when a middleware or resolver reads it. One descriptor for all objects: V8
 * then gives them one hidden class.
 */
const LAZY_SIGNAL: PropertyDescriptor & ThisType<WithRequest> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[REQUEST].signal;
  },
  set(value: unknown) {
    Object.defineProperty(this, 'signal', { value, writable: true, enumerable: true });
  },
};

/** What one level of a chain passes to the function of the next one. */
export interface LevelState {
  readonly call: Call;
  readonly ctx: unknown;
  readonly input: unknown;
  readonly getRawInput: GetRawInput;
  readonly meta: unknown;
  readonly next: (options?: NextOptions) => Promise<MiddlewareResult>;
}

type Writable<T> = { -readonly [Key in keyof T]?: T[Key] };

function startOptions({ call, ctx, getRawInput }: LevelState): Writable<MiddlewareOptions> {
  const options = { path: call.path, getRawInput, ctx, type: call.type };
  Object.defineProperty(options, 'signal', LAZY_SIGNAL);
  Object.defineProperty(options, REQUEST, { value: call.request });
  return options;
}

/**
 * Creates the argument of a middleware or resolver: a plain object with tRPC's keys in tRPC's order,
 * which differs on the first level of a chain. Each level gets a new one, as applications may keep
 * or change it.
 */
export function createOptions(state: LevelState, isFirst: boolean): MiddlewareOptions {
  const options = startOptions(state);
  options.batchIndex = state.call.batchIndex;
  if (!isFirst) options.input = state.input;
  options.meta = state.meta;
  if (isFirst) options.input = state.input;
  options.next = state.next;
  // All keys are set now.
  return options as MiddlewareOptions;
}
