import { types } from 'node:util';
import { passedDeadline } from './deadlines.ts';
import { isTransient, readFault } from './faults.ts';

type AsyncFunction = (...args: never[]) => unknown;

/** Returns true for promises, and for Mongoose's queries, which run once they are awaited. */
function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

/**
 * Wraps every function of a store so that driver failures are thrown as `BaseError`s. `onFault`
 * receives each of them. Once the deadline of the surrounding call has passed, they are not called.
 */
export function guardStore<Store extends object>(
  store: Store,
  onFault: (fault: unknown) => void = () => {},
): Store {
  /** Functions that have returned a promise: they can fail with one. */
  const asynchronous = new Set<PropertyKey>();
  return new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: never[]) => {
        const isAsync = asynchronous.has(name) || types.isAsyncFunction(member);
        const failure = isAsync ? passedDeadline() : undefined;
        if (failure !== undefined) return Promise.reject(failure);
        const result: unknown = (member as AsyncFunction)(...args);
        if (!isThenable(result)) return result;
        asynchronous.add(name);
        return Promise.resolve(result).catch((error: unknown) => {
          // Inside a transaction the driver needs the original error to know that it may retry.
          if (isTransient(error)) throw error;
          const fault = readFault(error);
          onFault(fault);
          throw fault;
        });
      };
    },
  });
}
