import { isTransient, readFault } from './faults.ts';

type AsyncFunction = (...args: never[]) => Promise<unknown>;

/**
 * The store with driver failures read as errors of the error table, for every function of it.
 * `onFault` sees each of them.
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
          // Inside a transaction the driver needs the error as it is to know that it may try again.
          if (isTransient(error)) throw error;
          const fault = readFault(error);
          onFault(fault);
          throw fault;
        });
      };
    },
  });
}
