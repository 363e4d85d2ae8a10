import type { z } from 'zod';
import type { HttpMethod, HttpRoute } from './http-route.ts';

/** Access, limits and errors of a procedure; `Own` are the reasons that it declares. */
interface Declaration<
  Access extends string,
  Input extends z.core.$ZodType,
  Output extends z.core.$ZodType,
  Own extends string,
  Limit extends string,
  Recent extends boolean,
> {
  /**
   * Who may call it, checked before the input is read: `public`, `own` for any signed-in account
   * about its own data, a permission, or a kind of access of the application.
   */
  readonly access: Access;
  /** Requires accounts, not systems, to have proven their identity recently. */
  readonly recent?: Recent;
  /** One line for the reference and for doc comments of clients, such as `Returns a product`. */
  readonly summary: string;
  /** Further text for the reference, in Markdown. */
  readonly description?: string;
  /** Parses the input; without it, the procedure has none. */
  readonly input?: Input;
  /** Parses the output; fields that it does not declare are removed. */
  readonly output: Output;
  /**
   * Reasons of failure beside those of every call and of its access. A failure with any other reason
   * becomes `INTERNAL`: it is a bug of the server.
   */
  readonly errors?: readonly Own[];
  /** Points that a call consumes before it begins; 1 by default. */
  readonly cost?: number;
  /** Points that a call consumes beyond `cost`, once its input is parsed. */
  readonly inputCost?: (input: z.output<Input>) => number;
  /** Stricter limits that also count its calls. */
  readonly limits?: readonly Limit[];
  /**
   * Milliseconds that a call has until it is answered; 15 seconds for a query and 30 for a mutation
   * by default. After that it fails with `DEADLINE_EXCEEDED`, and its work is aborted.
   */
  readonly deadline?: number;
  /** Whether it accepts form data instead of JSON. */
  readonly takesForm?: boolean;
}

/** Promises of a query. */
export interface QueryDeclaration<
  Access extends string,
  Input extends z.core.$ZodType,
  Output extends z.core.$ZodType,
  Own extends string,
  Limit extends string,
  Recent extends boolean,
> extends Declaration<Access, Input, Output, Own, Limit, Recent> {
  /** REST route, such as `GET /notes/{id}`; the path of a query `notes.get` is `/notes/get` by default. */
  readonly http?: HttpRoute<'GET'>;
}

/**
 * What repeating a mutation does.
 *
 * - `key`: requires the header `Idempotency-Key`; repeated with it, a call returns its first response.
 *   The input, an object, has it as `idempotencyKey` when the use case is called.
 * - `natural`: nothing more than the first call; it sets or deletes.
 * - `none`: it may have its effect again.
 */
export type Idempotency = 'key' | 'natural' | 'none';

/** Promises of a mutation. */
export interface MutationDeclaration<
  Access extends string,
  Input extends z.core.$ZodType,
  Output extends z.core.$ZodType,
  Own extends string,
  Limit extends string,
  Recent extends boolean,
  Repeat extends Idempotency,
> extends Declaration<Access, Input, Output, Own, Limit, Recent> {
  readonly idempotency: Repeat;
  /** REST route, such as `PUT /notes/{id}`; that of `notes.save` is `POST /notes/save` by default. */
  readonly http?: HttpRoute<Exclude<HttpMethod, 'GET'>>;
  /**
   * `start`: the call ends in a session, and is rejected before its input is read where the session
   * could not be delivered; `end`: the caller's session cookie is cleared after it.
   */
  readonly session?: 'start' | 'end';
}

/**
 * Promises of a subscription: a stream of values, each parsed by `output`. Its caller has no answer
 * to wait for, so it has no deadline once it has begun. It is counted when it begins.
 */
export interface SubscriptionDeclaration<
  Access extends string,
  Input extends z.core.$ZodType,
  Output extends z.core.$ZodType,
  Own extends string,
  Limit extends string,
  Recent extends boolean,
  Resumable extends boolean,
> extends Omit<
    Declaration<Access, Input, Output, Own, Limit, Recent>,
    'deadline' | 'takesForm' | 'inputCost'
  > {
  /**
   * Whether every value has an id: `yield tracked(id, value)`, with tRPC's `tracked`. A client that
   * reconnects sends the last id that it has received, which the resolver has as `lastEventId`.
   */
  readonly isResumable?: Resumable;
}
