import type {
  DataTag,
  DefinedInitialDataInfiniteOptions,
  DefinedInitialDataOptions,
  InfiniteData,
  QueryFilters,
  SkipToken,
  UndefinedInitialDataInfiniteOptions,
  UndefinedInitialDataOptions,
  UnusedSkipTokenOptions,
  UseMutationOptions,
} from '@tanstack/react-query';
import type { TRPCClientError } from '@trpc/client';
import type {
  AnyTRPCMutationProcedure,
  AnyTRPCProcedure,
  AnyTRPCQueryProcedure,
  AnyTRPCRouter,
  inferProcedureErrorShape,
  inferProcedureInput,
  inferTransformedProcedureOutput,
  TRPCRouterRecord,
} from '@trpc/server';
import type { LiveListener } from '../../live/live-connection.ts';
import type { BoundQueryKey, PathKey } from './query-keys.ts';

/** What a binding decides itself; all other options are TanStack's. */
type Decided = 'queryKey' | 'queryFn' | 'mutationKey' | 'mutationFn' | 'getNextPageParam';
type Given<Options> = Omit<Options, Decided>;

/** What both a router and a procedure have. */
interface PathBindings {
  /** Start of all keys below this path, for `setQueryDefaults`. */
  readonly pathKey: () => PathKey;
  /** Filter of all queries below this path: `queryClient.invalidateQueries(api.cart.pathFilter())`. */
  readonly pathFilter: (filters?: QueryFilters) => QueryFilters & { queryKey: PathKey };
}

interface Keyed<Data, Failure> {
  readonly queryKey: DataTag<BoundQueryKey, Data, Failure>;
}

/** Options of a query that is kept live. */
export interface LiveQueryOptions<Output, Failure> {
  readonly query: UnusedSkipTokenOptions<Output, Failure, Output, BoundQueryKey> &
    Keyed<Output, Failure>;
  /** Keeps the query live until the returned function is called. */
  readonly watch: (listener: LiveListener<Output, Failure>) => () => void;
}

/** A query's binding. `Failure` is its error: `error.data.reason` is one that the procedure declares. */
export interface QueryBinding<Input, Output, Failure> extends PathBindings {
  /** Options for `useLiveQuery`. */
  readonly liveOptions: (
    input: Input,
    options?: Given<UnusedSkipTokenOptions<Output, Failure, Output, BoundQueryKey>>,
  ) => LiveQueryOptions<Output, Failure>;
  readonly queryKey: (input: Input) => DataTag<BoundQueryKey, Output, Failure>;
  /** Options for `useQuery`, `prefetchQuery` and the like; `skipToken` as input disables them. */
  readonly queryOptions: {
    <Data = Output>(
      input: Input | SkipToken,
      options: Given<DefinedInitialDataOptions<Output, Failure, Data, BoundQueryKey>>,
    ): DefinedInitialDataOptions<Output, Failure, Data, BoundQueryKey> & Keyed<Output, Failure>;
    <Data = Output>(
      input: Input,
      options?: Given<UnusedSkipTokenOptions<Output, Failure, Data, BoundQueryKey>>,
    ): UnusedSkipTokenOptions<Output, Failure, Data, BoundQueryKey> & Keyed<Output, Failure>;
    <Data = Output>(
      input: Input | SkipToken,
      options?: Given<UndefinedInitialDataOptions<Output, Failure, Data, BoundQueryKey>>,
    ): UndefinedInitialDataOptions<Output, Failure, Data, BoundQueryKey> & Keyed<Output, Failure>;
  };
}

type Pages<Output> = InfiniteData<Output, string | null>;
type GivenPages<Options> = Omit<Given<Options>, 'initialPageParam'> & {
  /** Cursor of the first page; by default the list starts at its beginning. */
  readonly initialPageParam?: string | null;
};

/** The binding of a list, whose output has the `nextCursor` that its input takes as `cursor`. */
export interface ListBinding<Input, Output, Failure> extends QueryBinding<Input, Output, Failure> {
  readonly infiniteQueryKey: (
    input: WithoutCursor<Input>,
  ) => DataTag<BoundQueryKey, Pages<Output>, Failure>;
  /** Options for `useInfiniteQuery` and the like. */
  readonly infiniteQueryOptions: {
    <Data = Pages<Output>>(
      input: WithoutCursor<Input> | SkipToken,
      options: GivenPages<
        DefinedInitialDataInfiniteOptions<Output, Failure, Data, BoundQueryKey, string | null>
      >,
    ): DefinedInitialDataInfiniteOptions<Output, Failure, Data, BoundQueryKey, string | null> &
      Keyed<Pages<Output>, Failure>;
    <Data = Pages<Output>>(
      input: WithoutCursor<Input> | SkipToken,
      options?: GivenPages<
        UndefinedInitialDataInfiniteOptions<Output, Failure, Data, BoundQueryKey, string | null>
      >,
    ): UndefinedInitialDataInfiniteOptions<Output, Failure, Data, BoundQueryKey, string | null> &
      Keyed<Pages<Output>, Failure>;
  };
}

export interface MutationBinding<Input, Output, Failure> extends PathBindings {
  readonly mutationKey: () => PathKey;
  /** Options for `useMutation`. */
  readonly mutationOptions: <Context = unknown>(
    options?: Given<UseMutationOptions<Output, Failure, Input, Context>>,
  ) => UseMutationOptions<Output, Failure, Input, Context> & { mutationKey: PathKey };
}

type WithoutCursor<Input> = Input extends object ? Omit<Input, 'cursor'> : Input;

type InputOf<Procedure extends AnyTRPCProcedure> = inferProcedureInput<Procedure>;
type OutputOf<
  Router extends AnyTRPCRouter,
  Procedure extends AnyTRPCProcedure,
> = inferTransformedProcedureOutput<Router, Procedure>;

/** The error of a procedure. `data` is absent when no response of the server arrived. */
type FailureOf<Router extends AnyTRPCRouter, Procedure extends AnyTRPCProcedure> = TRPCClientError<{
  errorShape: inferProcedureErrorShape<Router, Procedure>;
  transformer: false;
}>;

// Not distributed over the parts of an output that may be null.
type BindQuery<Input, Output, Failure> = [Output] extends [{ readonly nextCursor: string | null }]
  ? 'cursor' extends keyof Extract<Input, object>
    ? ListBinding<Input, Output, Failure>
    : QueryBinding<Input, Output, Failure>
  : QueryBinding<Input, Output, Failure>;

type BindRecord<Router extends AnyTRPCRouter, Procedures extends TRPCRouterRecord> = {
  readonly [Name in keyof Procedures]: Procedures[Name] extends AnyTRPCQueryProcedure
    ? BindQuery<
        InputOf<Procedures[Name]>,
        OutputOf<Router, Procedures[Name]>,
        FailureOf<Router, Procedures[Name]>
      >
    : Procedures[Name] extends AnyTRPCMutationProcedure
      ? MutationBinding<
          InputOf<Procedures[Name]>,
          OutputOf<Router, Procedures[Name]>,
          FailureOf<Router, Procedures[Name]>
        >
      : Procedures[Name] extends TRPCRouterRecord
        ? BindRecord<Router, Procedures[Name]>
        : PathBindings;
} & PathBindings;

/** The procedures of a router as options for TanStack Query. */
export type QueryBindings<Router extends AnyTRPCRouter> = BindRecord<
  Router,
  Router['_def']['record']
>;
