import type { Actor } from '@trastienda/contract';
import { checkJson } from './check-json.ts';
import { decodeUtf8, readBody } from './read-body.ts';
import { readForm } from './read-form.ts';

/** The largest JSON body of visitors and customers, who send no more than an order. */
const SMALL_BODY_BYTES = 64 * 1024;

/** The largest JSON body of a caller: callers with a permission, staff and systems, get the whole. */
export function maxBodyBytesOf(actor: Actor, maxBodyBytes: number): number {
  const isTrusted = actor.kind !== 'anonymous' && actor.permissions.length > 0;
  return isTrusted ? maxBodyBytes : Math.min(maxBodyBytes, SMALL_BODY_BYTES);
}

/**
 * A request whose body is read only when it is asked for, and within bounds. So a call that a limit
 * or a missing permission stops costs no reading of what came with it. `text()` gives JSON that is
 * cheap to parse, `formData()` a form of few parts; both reject with a `ShopError`.
 */
export function boundRequest(request: Request, maxBytes: number): Request {
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
