import { isTransient, readFault } from './faults.ts';

type AsyncFunction = (...args: never[]) => Promise<unknown>;

/**
 * Wraps every function of a store so that driver failures are thrown as `BaseError`s. `onFault`
 * receives each of them.
 */
export function guardStore<Store extends object>(
  store: Store,
  onFault: (fault: unknown) => void = () => {},
): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: never[]) => {
        const result: unknown = (member as AsyncFunction)(...args);
        if (!(result instanceof Promise)) return result;
        return result.catch((error: unknown) => {
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
