import type { Fallible, Keyed } from '@trastienda/base';
import type {
  TRPCMutationProcedure,
  TRPCQueryProcedure,
  TRPCSubscriptionProcedure,
  TrackedEnvelope,
} from '@trpc/server';
import type { z } from 'zod';
import type { FailureShape } from '../errors/failure-shape.ts';
import type { CompleteErrorTable } from '../errors/translate-errors.ts';
import type { AccessContext, AccessReason, AnyAccessRules } from './access-rules.ts';
import type { Caching } from './caching.ts';
import type {
  Idempotency,
  MutationDeclaration,
  QueryDeclaration,
  SubscriptionDeclaration,
} from './declaration.ts';
import type { CommonReason, KeyReason, RecentReason } from './promised-reasons.ts';

/** Words of `access`: a permission, or a kind of access. */
export type AccessName<Permission extends string, Rules extends AnyAccessRules> =
  | 'public'
  | 'own'
  | Permission
  | (keyof Rules & string);

/** A call that has passed the checks of its declaration. */
export interface Call<Context, Input> {
  readonly ctx: Context;
  readonly input: Input;
  /** Aborted when the client disconnects, and when the deadline passes. */
  readonly signal: AbortSignal;
}

/** Parsed input as the resolver of a mutation has it: with the key that its idempotency requires. */
export type ResolverInput<Input, Repeat extends Idempotency> = Repeat extends 'key'
  ? Keyed<Input & object>
  : Input;

/** Reasons with which a call of a procedure may fail. */
export type PromisedReason<Access, Own extends string, Recent, Rules extends AnyAccessRules> =
  | CommonReason
  | AccessReason<Access, Rules>
  | Own
  | (Recent extends true ? RecentReason : never);

/** Types of a procedure, as tRPC and its clients read them. */
export interface ProcedureTypes<
  Input,
  Output,
  Table extends CompleteErrorTable,
  Reason extends string,
> {
  input: Input;
  output: Output;
  meta: object;
  errorShape: FailureShape<Table, Reason>;
}

/**
 * Declares a query: what it promises, and the use case that answers it.
 *
 * @example
 * const get = query(
 *   {
 *     access: 'own',
 *     summary: 'Returns a note',
 *     input: NoteIdInput,
 *     output: NoteView,
 *     errors: ['NOTE_NOT_FOUND'],
 *   },
 *   ({ ctx, input }) => ctx.services.notes.get(ctx.actor, input),
 * );
 */
export interface DeclareQuery<
  Context extends object,
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
  Rules extends AnyAccessRules,
> {
  /** For the compiler alone: the schemas of another application's roles do not fit. */
  readonly ofRoles?: (role: Role) => Role;
  <
    const Access extends AccessName<Permission, Rules>,
    Output extends z.core.$ZodType,
    Input extends z.core.$ZodType = z.ZodVoid,
    Own extends keyof Table & string = never,
    const Recent extends boolean = false,
  >(
    declaration: QueryDeclaration<Access, Input, Output, Own, Limit, Recent> &
      Caching<
        Access,
        Context & AccessContext<Access, Role, Permission, Rules>,
        z.output<Input>,
        z.output<Output>
      >,
    resolve: (
      call: Call<Context & AccessContext<Access, Role, Permission, Rules>, z.output<Input>>,
    ) => Fallible<z.input<Output>, NoInfer<Own>>,
  ): TRPCQueryProcedure<
    ProcedureTypes<
      z.input<Input>,
      z.output<Output>,
      Table,
      PromisedReason<Access, Own, Recent, Rules>
    >
  >;
}

/** Declares a mutation, as `query` declares a query. */
export interface DeclareMutation<
  Context extends object,
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
  Rules extends AnyAccessRules,
> {
  /** For the compiler alone: the schemas of another application's roles do not fit. */
  readonly ofRoles?: (role: Role) => Role;
  <
    const Access extends AccessName<Permission, Rules>,
    Output extends z.core.$ZodType,
    Input extends z.core.$ZodType = z.ZodVoid,
    Own extends keyof Table & string = never,
    const Recent extends boolean = false,
    const Repeat extends Idempotency = Idempotency,
  >(
    declaration: MutationDeclaration<Access, Input, Output, Own, Limit, Recent, Repeat>,
    resolve: (
      call: Call<
        Context & AccessContext<Access, Role, Permission, Rules>,
        ResolverInput<z.output<Input>, NoInfer<Repeat>>
      >,
    ) => Fallible<
      z.input<Output>,
      NoInfer<Own> | (NoInfer<Repeat> extends 'key' ? KeyReason : never)
    >,
  ): TRPCMutationProcedure<
    ProcedureTypes<
      z.input<Input>,
      z.output<Output>,
      Table,
      PromisedReason<Access, Own, Recent, Rules> | (Repeat extends 'key' ? KeyReason : never)
    >
  >;
}

/** Call of a subscription. */
export interface SubscriptionCall<Context, Input> extends Omit<Call<Context, Input>, 'signal'> {
  /** Aborted when the client has left and when the server stops: waiting must end with it. */
  readonly signal: AbortSignal;
  /** Id of the last value that a client which reconnects has received; null at first. */
  readonly lastEventId: string | null;
}

/** A value of a subscription as its resolver yields it. */
type Yielded<Value, Resumable> = Resumable extends true ? TrackedEnvelope<Value> : Value;

/** A value of a subscription as its client receives it. */
type Received<Value, Resumable> = Resumable extends true ? { id: string; data: Value } : Value;

/**
 * Declares a subscription, whose resolver is an async generator.
 *
 * @example
 * const changes = subscription(
 *   { access: 'own', summary: 'Streams changes of notes', output: NoteView },
 *   async function* ({ ctx, signal }) {
 *     for await (const note of ctx.services.notes.watch(ctx.actor, { signal })) yield note;
 *   },
 * );
 */
export interface DeclareSubscription<
  Context extends object,
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
  Rules extends AnyAccessRules,
> {
  /** For the compiler alone: the schemas of another application's roles do not fit. */
  readonly ofRoles?: (role: Role) => Role;
  <
    const Access extends AccessName<Permission, Rules>,
    Output extends z.core.$ZodType,
    Input extends z.core.$ZodType = z.ZodVoid,
    Own extends keyof Table & string = never,
    const Recent extends boolean = false,
    const Resumable extends boolean = false,
  >(
    declaration: SubscriptionDeclaration<Access, Input, Output, Own, Limit, Recent, Resumable>,
    resolve: (
      call: SubscriptionCall<
        Context & AccessContext<Access, Role, Permission, Rules>,
        z.output<Input>
      >,
    ) => AsyncIterable<Yielded<z.input<Output>, NoInfer<Resumable>>>,
  ): TRPCSubscriptionProcedure<
    ProcedureTypes<
      z.input<Input>,
      AsyncIterable<Received<z.output<Output>, Resumable>>,
      Table,
      PromisedReason<Access, Own, Recent, Rules>
    >
  >;
}

/**
 * What `createProcedures` returns to declare queries and mutations with, for code that declares those of any
 * application. Such a function is generic over `Context`, which extends the part that it reads, and
 * over `Table`, which extends the errors that it declares.
 */
export interface ProcedureFunctions<
  Context extends object,
  Table extends CompleteErrorTable,
  Role extends string,
  Permission extends string,
  Limit extends string,
  Rules extends AnyAccessRules,
> {
  readonly query: DeclareQuery<Context, Table, Role, Permission, Limit, Rules>;
  readonly mutation: DeclareMutation<Context, Table, Role, Permission, Limit, Rules>;
}
