import type { HonoRequest } from 'hono';

const BODY_READERS = ['arrayBuffer', 'blob', 'formData', 'json', 'text'] as const;
type BodyReader = (typeof BODY_READERS)[number];

const isBodyReader = (key: string | symbol): key is BodyReader =>
  BODY_READERS.some((reader) => reader === key);

/**
 * Returns the raw request with the body that Hono keeps: a middleware in front, such as a validator,
 * may have read it.
 */
export function withHonoBody(request: HonoRequest): Request {
  const { raw, method } = request;
  if (method === 'GET' || method === 'HEAD') return raw;
  return new Proxy(raw, {
    get(target, key) {
      if (isBodyReader(key)) return () => request[key]();
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
