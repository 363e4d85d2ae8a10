import type { TRPCBuiltRouter, TRPCRouterRecord } from '@trpc/server';
import type { FailureShape } from './errors/failure-shape.ts';
import type { CompleteErrorTable } from './errors/translate-errors.ts';

/** Reasons that the procedures of a record promise. */
type ReasonIn<Procedures> = {
  [Key in keyof Procedures]: Procedures[Key] extends {
    _def: { $types: { errorShape: { data: { reason: infer Reason extends string } } } };
  }
    ? Reason
    : ReasonIn<Procedures[Key]>;
}[keyof Procedures];

/**
 * Type of a router for clients in the same workspace: without its context, and with the failures of
 * an error table that its procedures promise. `emitRouterTypes` prints one for clients elsewhere.
 *
 * @example
 * export const appRouter = t.router(procedures);
 * export type AppRouter = PublicRouter<typeof procedures, typeof ERRORS>;
 */
export type PublicRouter<
  Procedures extends TRPCRouterRecord,
  Table extends CompleteErrorTable,
> = TRPCBuiltRouter<
  {
    ctx: object;
    meta: object;
    errorShape: FailureShape<Table, ReasonIn<Procedures>>;
    transformer: false;
  },
  Procedures
>;
