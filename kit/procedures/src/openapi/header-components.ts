import type { ProcedureMeta } from '../declarations/procedure-meta.ts';
import type { JsonSchema } from './json-schema.ts';

/** Milliseconds that the header of deadlines accepts: nine digits. */
const MAX_DEADLINE_MS = 999_999_999;

/** A key of `IdempotencyKey`, in quotes or without. */
const KEY_PATTERN = '^(?:"[!#-~]{16,200}"|[!#-~]{16,200})$';

const text = (description: string, more: JsonSchema = {}): JsonSchema => ({
  description,
  schema: { type: 'string', ...more },
});

const seconds = (description: string): JsonSchema => ({
  description,
  schema: { type: 'integer', minimum: 1 },
});

/** Request headers, as components. `sessionHeader` asks for the token of a new session. */
export function requestHeaders(sessionHeader: string): Readonly<Record<string, object>> {
  return {
    IdempotencyKey: {
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      ...text(
        'One key for one intention, such as a UUID. A repeated call with the same key and input returns the first response.',
        { pattern: KEY_PATTERN, minLength: 16, maxLength: 202 },
      ),
    },
    Deadline: {
      name: 'x-deadline-ms',
      in: 'header',
      required: false,
      description:
        'Milliseconds until the call fails with `DEADLINE_EXCEEDED`; never more than `x-deadline-ms` of the operation.',
      schema: { type: 'integer', minimum: 1, maximum: MAX_DEADLINE_MS },
    },
    IfNoneMatch: {
      name: 'If-None-Match',
      in: 'header',
      required: false,
      ...text('`ETag` of the response that the caller has: the answer is 304 while it is current.'),
    },
    SessionTransport: {
      name: sessionHeader,
      in: 'header',
      required: false,
      ...text(
        'With `token`, the response contains the token of the session, for callers that are no browser. Without, the session is a cookie, for pages of an allowed origin alone.',
        { enum: ['token'] },
      ),
    },
  };
}

/** Response headers, as components. */
export function responseHeaders(): Readonly<Record<string, JsonSchema>> {
  return {
    RequestId: text('Names the request in the logs of the server.'),
    RetryAfter: seconds('Seconds to wait before the call is repeated.'),
    ETag: text('Hash of the body, for `If-None-Match`.'),
    CacheControl: text('What browsers may do: keep the response, and ask before each use.'),
    CdnCacheControl: text('Lifetime in shared caches (RFC 9213).'),
    CacheTag: text('Tags of the data in the response, separated by commas, to purge caches by.'),
  };
}

const parameter = (name: string): JsonSchema => ({ $ref: `#/components/parameters/${name}` });
const header = (name: string): JsonSchema => ({ $ref: `#/components/headers/${name}` });

export const REQUEST_ID = { 'x-request-id': header('RequestId') };
export const RETRY_AFTER = { 'retry-after': header('RetryAfter') };

/** Headers of a response that caches may store, which names no request. */
const CACHED = {
  etag: header('ETag'),
  'cache-control': header('CacheControl'),
  'cdn-cache-control': header('CdnCacheControl'),
  'cache-tag': header('CacheTag'),
};

/** Returns the headers that a procedure accepts. */
export function requestHeadersOf({ idempotency, session, cache }: ProcedureMeta) {
  return [
    ...(idempotency === 'key' ? [parameter('IdempotencyKey')] : []),
    ...(session === 'start' ? [parameter('SessionTransport')] : []),
    ...(cache === null ? [] : [parameter('IfNoneMatch')]),
    parameter('Deadline'),
  ];
}

/** Returns the headers of a successful response. */
export function responseHeadersOf({ cache }: ProcedureMeta): JsonSchema {
  return cache === null ? REQUEST_ID : CACHED;
}

/** Returns the response to a caller that has the current answer already, if a procedure has it. */
export function notModifiedOf({ cache }: ProcedureMeta): JsonSchema {
  if (cache === null) return {};
  return { 304: { description: 'The response that the caller has is current.', headers: CACHED } };
}
