import { createHash, timingSafeEqual } from 'node:crypto';
import { type AppEnv, isLoopbackHost, socketAddressOf } from '@trastienda/http';
import { createMiddleware } from 'hono/factory';
import { html, raw } from 'hono/html';

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:1rem}a,code{overflow-wrap:anywhere}
form{display:inline}button,input,select{font:inherit;margin:0 .3rem .3rem 0}`;

/** Headers that proxies add to forwarded requests. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** Returns the host name of a `Host` header, without its port. */
function hostnameOf(host: string | null): string | null {
  const url = `http://${host}`;
  return host !== null && URL.canParse(url) ? new URL(url).hostname : null;
}

/**
 * Returns whether a request comes from this machine, for this machine. The socket address excludes
 * other machines; the `Host` header excludes web pages whose name resolves here (DNS rebinding).
 * Requests of a local proxy that adds no headers, as nginx by default, pass; the secret excludes
 * those.
 */
function isLocal(socketAddress: string | undefined, headers: Headers): boolean {
  const address = socketAddress?.replace(/^::ffff:/, '');
  const hostname = hostnameOf(headers.get('host'));
  return (
    address !== undefined &&
    isLoopbackHost(address) &&
    hostname !== null &&
    isLoopbackHost(hostname) &&
    !FORWARDED.some((name) => headers.has(name))
  );
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares two texts in constant time. */
export function isSameText(text: string, other: string): boolean {
  // Digests have one length, and their common prefix says nothing about the texts.
  return timingSafeEqual(sha256(text), sha256(other));
}

/** Responds 404 to requests from other machines. */
export function onlyOnThisMachine() {
  return createMiddleware<AppEnv>(async function onlyOnThisMachine(c, next) {
    return isLocal(socketAddressOf(c), c.req.raw.headers) ? next() : c.notFound();
  });
}

/** Responds 404 unless the `:secret` path parameter matches. */
export function onlyForTheDeveloper(secret: string) {
  return createMiddleware<AppEnv, '/:secret/*'>(async function onlyForTheDeveloper(c, next) {
    return isSameText(c.req.param('secret'), secret) ? next() : c.notFound();
  });
}

interface HeadersOptions {
  readonly hasForms: boolean;
  /** Content of the page's `<style>`; that of `developerPage` by default. */
  readonly style?: string;
}

/**
 * Returns the headers of a page: it may display itself and, if it has buttons, post its own forms.
 * Bypasses all other middlewares.
 */
export function developerHeaders({ hasForms, style = STYLE }: HeadersOptions) {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `form-action ${hasForms ? "'self'" : "'none'"}`,
  ].join('; ');
  return createMiddleware<AppEnv>(async function developerHeaders(c, next) {
    await next();
    c.res.headers.set('content-security-policy', policy);
    c.res.headers.set('cache-control', 'no-store');
  });
}

/** Renders an HTML page; text in its parts is escaped. */
export function developerPage(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><h1>${title}</h1>${body}</body>
</html>`;
}
