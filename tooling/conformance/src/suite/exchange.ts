/** One response of the server, as the transcript has it. */
export interface Exchange {
  /** The test, and what was requested in it. */
  readonly name: string;
  readonly status: number;
  /** The listed headers that the response has, in the order of the list. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or text; null for none. */
  readonly body: unknown;
}

/**
 * Headers whose presence and value a server promises. Those that describe the connection
 * (`date`, `connection`, `keep-alive`, `content-length`, `transfer-encoding`, `server`) are the
 * runtime's own.
 */
const LISTED_HEADERS = [
  'content-type',
  'content-encoding',
  'cache-control',
  'cdn-cache-control',
  'cache-tag',
  'etag',
  'vary',
  'allow',
  'retry-after',
  'location',
  'www-authenticate',
  'x-request-id',
  'trastienda-session',
  'set-cookie',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-headers',
  'access-control-allow-methods',
  'access-control-expose-headers',
  'access-control-max-age',
  'content-security-policy',
  'cross-origin-resource-policy',
  'referrer-policy',
  'x-content-type-options',
  'x-frame-options',
] as const;

/** Returns the listed headers of a response. */
export function listedHeaders(headers: Headers): Readonly<Record<string, string>> {
  const present = LISTED_HEADERS.flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return Object.fromEntries(present);
}

/**
 * Returns the body as the transcript has it. The lines of a stream come in the order in which calls
 * end, so that a test records their results in place of them.
 */
export function recordedBody(text: string, headers: Headers): unknown {
  const type = headers.get('content-type') ?? '';
  if (text === '') return null;
  if (!type.startsWith('application/json')) return text;
  // A stream has the same type, and a value on each line.
  return text.trimEnd().includes('\n') ? '(streamed)' : JSON.parse(text);
}
