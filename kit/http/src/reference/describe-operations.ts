import type { JsonSchema, OpenApiDocument } from '@trastienda/procedures/openapi';
import { createFailureList } from './list-failures.ts';

/** Who has a kind of access, by its name. */
export type Callers = Readonly<Record<string, string>>;

const REPETITIONS: ReadonlyMap<unknown, string> = new Map([
  ['key', 'returns the first response, by its `Idempotency-Key`'],
  ['natural', 'has no further effect'],
  ['none', 'may have its effect again'],
]);

const SESSIONS: ReadonlyMap<unknown, string> = new Map([
  ['start', 'starts, in a cookie or as a token in the response'],
  ['end', 'ends'],
]);

const CALLERS: Callers = {
  public: 'everyone',
  own: 'signed-in accounts, about themselves',
};

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : [];

function accessOf(operation: JsonSchema, known: Callers): string {
  const { 'x-access': access, 'x-recent-identity': isRecent } = operation;
  const callers = known[String(access)] ?? `callers with the permission \`${access}\``;
  return isRecent === true ? `${callers}; accounts with a recent proof of their identity` : callers;
}

function costOf({ 'x-cost': cost, 'x-limits': limits }: JsonSchema): string {
  const names = listOf(limits).map((limit) => `\`${limit}\``);
  const counted = names.length > 0 ? `; counted by the limits ${names.join(', ')} too` : '';
  return `${cost} ${cost === 1 ? 'point' : 'points'}${counted}`;
}

function cachingOf(policy: unknown): string | undefined {
  if (typeof policy !== 'object' || policy === null || !('maxAge' in policy)) return undefined;
  const stale = 'staleWhileRevalidate' in policy ? policy.staleWhileRevalidate : 0;
  const staleText = stale === 0 ? '' : `, and ${stale} s longer while they fetch a new answer`;
  return `${policy.maxAge} s in shared caches${staleText}; browsers ask before each use`;
}

function promisesOf(operation: JsonSchema, callers: Callers): string {
  const promises: readonly (readonly [string, string | undefined])[] = [
    ['Access', accessOf(operation, callers)],
    ['Session', SESSIONS.get(operation['x-session'])],
    ['Repeated call', REPETITIONS.get(operation['x-idempotency'])],
    ['Cost', costOf(operation)],
    ['Deadline', `${Number(operation['x-deadline-ms']) / 1000} s`],
    ['Cached', cachingOf(operation['x-cache'])],
  ];
  return promises
    .flatMap(([name, promise]) => (promise === undefined ? [] : [`- **${name}**: ${promise}`]))
    .join('\n');
}

export interface DescriptionOptions {
  /** Reasons with which every operation may fail. */
  readonly commonReasons: readonly string[];
  /** Kinds of access of the application: `{ buyer: 'accounts and guests' }`. */
  readonly callers?: Callers | undefined;
}

/**
 * Returns a document whose descriptions say to people, too, what operations promise beside their
 * schemas: access, cost, deadline, repetition, caching and reasons of failure.
 */
export function describeOperations(
  document: OpenApiDocument,
  { commonReasons, callers = {} }: DescriptionOptions,
): OpenApiDocument {
  const listFailures = createFailureList(document);

  function describe(operation: JsonSchema): JsonSchema {
    const reasons = listOf(operation['x-errors']);
    const failures = reasons.length > 0 ? [`**Fails with**\n\n${listFailures(reasons)}`] : [];
    const parts = [
      operation.description ?? [],
      promisesOf(operation, { ...CALLERS, ...callers }),
      failures,
    ].flat();
    return { ...operation, description: parts.join('\n\n') };
  }

  const paths = Object.entries(document.paths).map(([path, item]) => {
    const operations = Object.entries(item).map(([method, one]) => [method, describe(one)]);
    return [path, Object.fromEntries(operations)];
  });
  const { description, ...info } = document.info;
  const common = `## Failures of every call\n\n${listFailures(commonReasons)}`;
  return {
    ...document,
    info: { ...info, description: [description ?? [], common].flat().join('\n\n') },
    paths: Object.fromEntries(paths),
  };
}
