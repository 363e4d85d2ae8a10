import { AsyncLocalStorage } from 'node:async_hooks';
import { type Connection, mongo } from 'mongoose';

/**
 * Returns the async context through which Mongoose passes a transaction's session to its
 * operations.
 */
export function sessionContextOf({ base }: Connection): AsyncLocalStorage<unknown> {
  const context: unknown = Reflect.get(base, 'transactionAsyncLocalStorage');
  if (context instanceof AsyncLocalStorage) return context;
  throw new Error('Mongoose must be created with `transactionAsyncLocalStorage`.');
}

/**
 * Returns the session of the surrounding transaction, for operations of the driver that join it;
 * undefined outside of transactions.
 */
export function sessionOf(connection: Connection): mongo.ClientSession | undefined {
  const store = sessionContextOf(connection).getStore();
  if (typeof store !== 'object' || store === null) return undefined;
  const session: unknown = Reflect.get(store, 'session');
  if (session instanceof mongo.ClientSession) return session;
  throw new Error('A transaction of Mongoose has no session.');
}
