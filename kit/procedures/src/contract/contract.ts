import type { Idempotency } from '../declarations/declaration.ts';
import type { JsonSchema } from '../openapi/json-schema.ts';

/** What a router promises to its clients, as plain JSON with sorted keys. */
export interface Contract {
  /** By path, such as `catalog.get`. */
  readonly procedures: Readonly<Record<string, ProcedureContract>>;
  /** Reasons with which any call may fail. */
  readonly commonErrors: readonly string[];
  /** Reasons that some procedure or every call promises. */
  readonly errors: Readonly<Record<string, ErrorContract>>;
  /** Named schemas; `{ "$ref": "#/schemas/Product" }` refers to one. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** Promises of a procedure. What is `false`, empty or null in a declaration is absent here. */
export interface ProcedureContract {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** REST route, such as `GET /products/{slug}`; subscriptions have none. */
  readonly http?: string;
  readonly access: string;
  readonly recent?: true;
  readonly idempotency?: Idempotency;
  readonly takesForm?: true;
  /** Whether a call of it starts the caller's session or ends it. */
  readonly session?: 'start' | 'end';
  /** Milliseconds that a call has. */
  readonly deadline: number;
  readonly cost: number;
  readonly limits?: readonly string[];
  readonly hasTags?: true;
  /** Whether the values of a subscription have ids. */
  readonly isResumable?: true;
  /** In seconds. */
  readonly cache?: { readonly maxAge: number; readonly staleWhileRevalidate?: number };
  /** Reasons beside the common ones. */
  readonly errors: readonly string[];
  readonly input?: JsonSchema;
  /** Whether a call may have no input at all. */
  readonly isInputOptional?: true;
  /** Of each value, for a subscription. */
  readonly output: JsonSchema;
}

/** What callers see of a reason; its message may change. */
export interface ErrorContract {
  /** HTTP status. */
  readonly status: number;
  readonly isRetryable: boolean;
  readonly details?: JsonSchema;
}

/** What has changed for the clients of a procedure. */
export interface Change {
  /** `breaking` if a client that worked before may fail, misread an answer or repeat an effect. */
  readonly kind: 'breaking' | 'compatible';
  /** A sentence without a period, such as `input quantity is required, was optional`. */
  readonly what: string;
}

/** A change of a contract. */
export interface ContractChange extends Change {
  /** Path of the procedure; `*` for reasons of failure that several have. */
  readonly procedure: string;
}
