import { createHash, timingSafeEqual } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { html, raw } from 'hono/html';
import { isLoopbackHost } from '../config/loopback.ts';
import { type AppEnv, socketAddressOf } from '../http/app-env.ts';

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:64rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:1rem}a,code{overflow-wrap:anywhere}
form{display:inline}button,input,select{font:inherit;margin:0 .3rem .3rem 0}`;

/** Headers that say somebody else has passed the request on. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** The name of a `Host` header without its port. */
function hostnameOf(host: string | null): string | null {
  const url = `http://${host}`;
  return host !== null && URL.canParse(url) ? new URL(url).hostname : null;
}

/**
 * Whether the request was made on this machine, for this machine: the socket keeps other machines
 * out, the `Host` header keeps out pages of the web whose name was made to lead here (DNS
 * rebinding). It cannot tell the requests of a proxy on this machine that says nothing of itself,
 * as nginx does by default; those are kept out by the secret.
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

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export function isSameText(text: string, other: string): boolean {
  // Digests are of one length, and how far they agree tells nothing about the texts.
  return timingSafeEqual(sha256(text), sha256(other));
}

/** To requests from elsewhere there is nothing here. */
export function onlyOnThisMachine() {
  return createMiddleware<AppEnv>(async function onlyOnThisMachine(c, next) {
    return isLocal(socketAddressOf(c), c.req.raw.headers) ? next() : c.notFound();
  });
}

/** To whoever does not know the secret, which is the parameter `secret` of the path, neither. */
export function onlyForTheDeveloper(secret: string) {
  return createMiddleware<AppEnv, '/:secret/*'>(async function onlyForTheDeveloper(c, next) {
    return isSameText(c.req.param('secret'), secret) ? next() : c.notFound();
  });
}

/**
 * What a page may do in a browser: show itself and, where it has buttons, send its own forms back.
 * It goes around all other middlewares.
 */
export function developerHeaders({ hasForms }: { readonly hasForms: boolean }) {
  const hash = createHash('sha256').update(STYLE).digest('base64');
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

/** A whole page of HTML; text in its parts is escaped. */
export function developerPage(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><h1>${title}</h1>${body}</body>
</html>`;
}
