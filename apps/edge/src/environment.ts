/** Bindings of the Worker, parsed. */
export interface EdgeEnvironment {
  /** URL of the server, without a path. */
  readonly origin: string;
  /**
   * Origins of pages that may read answers with credentials; empty when the Worker does not know them,
   * so that requests of pages of other origins are forwarded.
   */
  readonly pageOrigins: ReadonlySet<string>;
}

function bindingOf(env: unknown, name: string): string {
  const value: unknown =
    typeof env === 'object' && env !== null ? Reflect.get(env, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * Parses the bindings `ORIGIN` and `PAGE_ORIGINS`.
 *
 * @throws {TypeError} when one is missing or no origin of a URL.
 */
export function readEnvironment(env: unknown): EdgeEnvironment {
  const origin = bindingOf(env, 'ORIGIN');
  if (!URL.canParse(origin))
    throw new TypeError('The binding ORIGIN must be the URL of the server.');
  const pages = bindingOf(env, 'PAGE_ORIGINS')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  const wrong = pages.find((text) => !URL.canParse(text));
  if (wrong !== undefined) throw new TypeError(`PAGE_ORIGINS has no origin of a URL: ${wrong}`);
  return {
    origin: new URL(origin).origin,
    pageOrigins: new Set(pages.map((text) => new URL(text).origin)),
  };
}
