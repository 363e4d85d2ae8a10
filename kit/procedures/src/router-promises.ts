import type { AnyTRPCRouter } from '@trpc/server';
import { declaredProcedures } from './types/router-procedures.ts';

/** What the procedures of a router promise to clients, by path, as plain data. */
export interface RouterPromises {
  /** Mutations that require an idempotency key. */
  readonly keyed: readonly string[];
  /** Mutations that have no further effect when they are repeated. */
  readonly natural: readonly string[];
  /** Queries whose answers caches may store: the same for every caller. */
  readonly cached: readonly string[];
}

/**
 * Reads from the declarations of a router what its clients need to know of them. Publish the result
 * with the client: it is then free of the router and its schemas.
 *
 * @throws {TypeError} when a procedure was not declared by `query` or `mutation`.
 */
export function createPromises(router: AnyTRPCRouter): RouterPromises {
  const procedures = declaredProcedures(router);
  const pathsWith = (idempotency: string) =>
    procedures.filter(({ meta }) => meta.idempotency === idempotency).map(({ path }) => path);
  const cached = procedures.filter(({ meta }) => meta.cache !== null).map(({ path }) => path);
  return { keyed: pathsWith('key'), natural: pathsWith('natural'), cached };
}
