import type { z } from 'zod';
import type { AnyAccessRules } from './access-rules.ts';
import { type CachePolicy, cachePolicyOf } from './caching.ts';
import type { Idempotency, MutationDeclaration, QueryDeclaration } from './declaration.ts';
import type { HttpRoute } from './http-route.ts';
import {
  COMMON_REASONS,
  IDENTITY_REASONS,
  KEY_REASONS,
  RECENT_REASONS,
} from './promised-reasons.ts';
import { requireObjectInput } from './require-key.ts';

/** What a procedure declares besides input and output, for code that inspects the router. */
export interface ProcedureMeta<Limit extends string = string> {
  readonly access: string;
  readonly recent: boolean;
  readonly summary: string;
  readonly description: string | null;
  /** Reasons of failure beside those of every call, in the order of access and declaration. */
  readonly errors: readonly string[];
  /** Null for queries and subscriptions. */
  readonly idempotency: Idempotency | null;
  readonly cost: number;
  readonly limits: readonly Limit[];
  /** Milliseconds that a call has; a subscription, until its stream begins. */
  readonly deadline: number;
  readonly takesForm: boolean;
  /** Whether the call starts or ends a session; null for neither. */
  readonly session: 'start' | 'end' | null;
  /** REST route as declared; null for the default. */
  readonly http: HttpRoute | null;
  /** Whether the query names the data that its answers depend on. */
  readonly hasTags: boolean;
  /** Null unless shared caches may store the answers. */
  readonly cache: CachePolicy | null;
  /** Whether the values of a subscription have ids, after which a client can resume it. */
  readonly isResumable: boolean;
}

/** A declaration of any types. */
export interface AnyDeclaration<Limit extends string>
  extends Omit<ProcedureDeclaration<Limit>, 'http' | 'inputCost'> {
  readonly http?: HttpRoute;
  readonly inputCost?: (input: never) => number;
  readonly tags?: (call: never) => readonly string[];
  readonly cache?: CachePolicy;
  readonly isResumable?: boolean;
}

type ProcedureDeclaration<Limit extends string> = Partial<
  Omit<
    MutationDeclaration<
      string,
      z.core.$ZodType,
      z.core.$ZodType,
      string,
      Limit,
      boolean,
      Idempotency
    >,
    'http'
  >
> &
  QueryDeclaration<string, z.core.$ZodType, z.core.$ZodType, string, Limit, boolean>;

const QUERY_DEADLINE_MS = 15_000;
const MUTATION_DEADLINE_MS = 30_000;
/** Timers of a longer time end at once. */
const MAX_DEADLINE_MS = 2 ** 31 - 1;

const COMMON: ReadonlySet<string> = new Set(COMMON_REASONS);

function accessReasons(access: string, rules: AnyAccessRules): readonly string[] {
  if (access === 'public') return [];
  return rules[access]?.errors ?? IDENTITY_REASONS;
}

/**
 * Completes what a declaration leaves to defaults.
 *
 * @throws {TypeError} when it repeats a reason that every call has, its deadline is no time, or it
 *   cannot be cached as it says, or requires an idempotency key without an object as input.
 */
export function metaOf<Limit extends string>(
  declaration: AnyDeclaration<Limit>,
  rules: AnyAccessRules,
): ProcedureMeta<Limit> {
  const { access, recent = false, summary, errors = [] } = declaration;
  const repeated = errors.filter((reason) => COMMON.has(reason));
  if (repeated.length > 0) {
    throw new TypeError(`"${summary}": every call may fail with ${repeated.join(', ')}.`);
  }
  const isQuery = declaration.idempotency === undefined;
  const { deadline = isQuery ? QUERY_DEADLINE_MS : MUTATION_DEADLINE_MS } = declaration;
  if (!Number.isInteger(deadline) || deadline < 1 || deadline > MAX_DEADLINE_MS) {
    throw new TypeError(`"${summary}": a deadline is a whole number of milliseconds.`);
  }
  if (declaration.idempotency === 'key') requireObjectInput(summary, declaration.input);
  const reasons = [
    ...accessReasons(access, rules),
    ...(recent ? RECENT_REASONS : []),
    ...(declaration.idempotency === 'key' ? KEY_REASONS : []),
    ...errors,
  ];
  return {
    access,
    recent,
    summary,
    description: declaration.description ?? null,
    errors: [...new Set(reasons)],
    idempotency: declaration.idempotency ?? null,
    cost: declaration.cost ?? 1,
    limits: declaration.limits ?? [],
    deadline,
    takesForm: declaration.takesForm ?? false,
    session: declaration.session ?? null,
    http: declaration.http ?? null,
    hasTags: declaration.tags !== undefined,
    cache: cachePolicyOf(declaration),
    isResumable: declaration.isResumable ?? false,
  };
}

/** Returns a function that tells whether a procedure promises a reason. */
export function promiseCheck({ errors }: ProcedureMeta): (reason: string) => boolean {
  const own = new Set(errors);
  return (reason) => COMMON.has(reason) || own.has(reason);
}
