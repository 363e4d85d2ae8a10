import type { Actor } from '@trastienda/base';
import { checkJson } from './check-json.ts';
import { decodeUtf8, readBody } from './read-body.ts';
import { readForm } from './read-form.ts';

/** Maximum JSON body of callers without a permission, who send little at once. */
const SMALL_BODY_BYTES = 64 * 1024;

/** Returns the maximum JSON body of a caller: the full size for callers with a permission. */
export function maxBodyBytesOf(actor: Actor, maxBodyBytes: number): number {
  const isTrusted = actor.kind !== 'anonymous' && actor.permissions.length > 0;
  return isTrusted ? maxBodyBytes : Math.min(maxBodyBytes, SMALL_BODY_BYTES);
}

/**
 * Returns a request that reads its body lazily and within limits, so a call that a rate limit or a
 * missing permission stops costs no reading. `text()` returns JSON that is cheap to parse,
 * `formData()` a form of few parts; both reject with a `BaseError`.
 */
export function boundRequest(request: Request, maxBytes: number): Request {
  // A request of these has no body.
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  const readers: Readonly<Record<'text' | 'formData', () => Promise<unknown>>> = {
    async text() {
      const text = decodeUtf8(await readBody(request, maxBytes));
      checkJson(text, maxBytes);
      return text;
    },
    async formData() {
      const contentType = request.headers.get('content-type') ?? '';
      return readForm(await readBody(request, maxBytes), contentType);
    },
  };
  return new Proxy(request, {
    get(target, name) {
      if (name === 'text' || name === 'formData') return readers[name];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
