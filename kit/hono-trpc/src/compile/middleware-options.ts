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

/** What decides how the argument of a middleware or resolver looks; the same for all calls. */
export interface OptionsForm {
  /** tRPC orders the keys of a chain's first level differently. */
  readonly isFirst: boolean;
  /** Whether `signal` can be read at all; see `mayReadSignal`. */
  readonly hasSignal: boolean;
}

/**
 * Creates the argument of a middleware or resolver: a plain object with tRPC's keys in tRPC's order.
 * Each level gets a new one, as applications may keep or change it. Where the function sees neither
 * `signal` nor the object itself, a literal does, at a twentieth of the cost.
 */
export function createOptions(
  state: LevelState,
  { isFirst, hasSignal }: OptionsForm,
): MiddlewareOptions {
  const { call, ctx, input, getRawInput, meta, next } = state;
  if (!hasSignal) {
    const { path, type, batchIndex } = call;
    return { path, getRawInput, ctx, type, signal: undefined, batchIndex, input, meta, next };
  }
  const options = startOptions(state);
  options.batchIndex = call.batchIndex;
  if (!isFirst) options.input = input;
  options.meta = meta;
  if (isFirst) options.input = input;
  options.next = next;
  // All keys are set now.
  return options as MiddlewareOptions;
}
