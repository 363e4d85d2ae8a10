import type {
  AnyTRPCProcedure,
  AnyTRPCRouter,
  inferProcedureErrorShape,
  inferTransformedProcedureOutput,
  TRPCRouterRecord,
} from '@trpc/server';
import type { FakeFailure } from './fake-failure.ts';

type PathIn<Procedures, Prefix extends string = ''> = {
  [Name in keyof Procedures & string]: Procedures[Name] extends AnyTRPCProcedure
    ? `${Prefix}${Name}`
    : Procedures[Name] extends TRPCRouterRecord
      ? PathIn<Procedures[Name], `${Prefix}${Name}.`>
      : never;
}[keyof Procedures & string];

type ProcedureAt<Procedures, Path> = Path extends `${infer Name}.${infer Rest}`
  ? Name extends keyof Procedures
    ? ProcedureAt<Procedures[Name], Rest>
    : never
  : Path extends keyof Procedures
    ? Procedures[Path]
    : never;

type FailureIn<Shape> = Shape extends { readonly data: infer Data } ? FailureWith<Data> : never;

/** One failure for each member of the union, so that a reason has no details of another. */
type FailureWith<Data> = Data extends {
  readonly reason: infer Reason extends string;
  readonly details: infer Details;
}
  ? Reason extends string
    ? FakeFailure<Reason, Details>
    : never
  : never;

type FakeResult<Router extends AnyTRPCRouter, Procedure extends AnyTRPCProcedure> =
  | inferTransformedProcedureOutput<Router, Procedure>
  | FailureIn<inferProcedureErrorShape<Router, Procedure>>;

type FakeHandler<Router extends AnyTRPCRouter, Procedure> = Procedure extends AnyTRPCProcedure
  ? (
      input: Procedure['_def']['$types']['input'],
    ) => FakeResult<Router, Procedure> | Promise<FakeResult<Router, Procedure>>
  : never;

/** Functions that answer calls, by the paths of their procedures. */
export type FakeHandlers<Router extends AnyTRPCRouter> = {
  readonly [Path in PathIn<Router['_def']['record']>]?: FakeHandler<
    Router,
    ProcedureAt<Router['_def']['record'], Path>
  >;
};
