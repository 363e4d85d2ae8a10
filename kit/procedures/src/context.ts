import type { Actor, AppError, CallOrigin, Deadline } from '@trastienda/base';
import type { AnswerCache } from './answers/answer-cache.ts';
import type { SessionTransport } from './session-transport.ts';

/** Record of a finished call. */
export interface CallRecord<Reason extends string = string> {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** `OK`, or the reason of the failure. */
  readonly code: 'OK' | Reason;
  readonly durationMs: number;
  readonly requestId: string;
  /** Set for failures; its `cause` is the thrown error. */
  readonly error?: AppError<Reason>;
}

/** Rate-limit data of a call, as its procedure declares it. */
export interface LimitedCall<Limit extends string = string>
  extends Pick<CallRecord, 'path' | 'type'> {
  /** Cost in points. */
  readonly cost: number;
  /** Stricter limits that also count the call. */
  readonly limits: readonly Limit[];
}

/** A call that ends with its deadline. */
export interface BoundCall extends Pick<CallRecord, 'type'> {
  readonly deadline: Deadline;
}

/** Runs the work of a call so that what it calls knows the deadline. */
export type RunWithin = <Result>(call: BoundCall, work: () => Promise<Result>) => Promise<Result>;

/** Context of a procedure call; applications add their services and more. */
export interface ProcedureContext<
  Role extends string = string,
  Permission extends string = string,
  Reason extends string = string,
  Limit extends string = string,
> {
  readonly actor: Actor<Role, Permission>;
  readonly origin: CallOrigin<Role, Permission>;
  readonly session: SessionTransport;
  /**
   * Counts the call, each one of a batch, before it begins.
   *
   * @throws {BaseError} RATE_LIMITED when a limit is used up.
   */
  readonly consume: (call: LimitedCall<Limit>) => Promise<void>;
  /** Id of the HTTP request in logs and error responses. */
  readonly requestId: string;
  /** Header `Idempotency-Key` as it was sent; only procedures with `idempotency: 'key'` read it. */
  readonly idempotencyKey?: string | undefined;
  /** Whether the request has several calls, which cannot share an idempotency key. */
  readonly isBatch?: boolean | undefined;
  /** Milliseconds that the caller gives a call, if it gives fewer than the declaration. */
  readonly maxDeadlineMs?: number | undefined;
  /** Makes the deadline of a call known to what its work calls: the database, for example. */
  readonly runWithin?: RunWithin | undefined;
  /**
   * Called for an admitted call of a procedure without an input, which tRPC does not read.
   *
   * @throws {BaseError} INPUT_INVALID when the request has one.
   */
  readonly requireNoInput?: (() => void | Promise<void>) | undefined;
  /** Answers queries that declare `cache`; without it, each call is computed. */
  readonly answers?: AnswerCache | undefined;
  /**
   * Called with the tags of each successful call that declares them; without it, none are computed.
   */
  readonly onTags?: ((tags: readonly string[]) => void) | undefined;
  /** Called once for every call that reached a procedure. */
  readonly onCall: (call: CallRecord<Reason>) => void;
}
