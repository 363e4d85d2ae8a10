import { isTransient, readFault } from './faults.ts';

type AsyncFunction = (...args: never[]) => Promise<unknown>;

/** The store with driver failures read as errors of the error table, for every function of it. */
export function guardStore<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: never[]) => {
        const result: unknown = (member as AsyncFunction)(...args);
        if (!(result instanceof Promise)) return result;
        return result.catch((error: unknown) => {
          // Inside a transaction the driver needs the error as it is to know that it may try again.
          throw isTransient(error) ? error : readFault(error);
        });
      };
    },
  });
}
