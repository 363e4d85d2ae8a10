import { createHash, timingSafeEqual } from 'node:crypto';
import type { OutboxMail, OutboxMailer } from '@trastienda/auth';
import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { html, raw } from 'hono/html';
import { curlOfLink } from '../link-call.ts';
import { isLoopbackHost } from '../loopback.ts';
import { type AppEnv, socketAddressOf } from './app-env.ts';

export const OUTBOX_PATH = '/dev/outbox';

export interface Outbox {
  readonly mails: Pick<OutboxMailer, 'list' | 'read'>;
  /** Whoever knows it may read the mails; text that a URL may hold, and new at each start. */
  readonly secret: string;
}

/** Where the page of an outbox is. */
export function outboxPathOf({ secret }: Pick<Outbox, 'secret'>): string {
  return `${OUTBOX_PATH}/${secret}`;
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.3rem .8rem .3rem 0;vertical-align:top}
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8881;padding:1rem}a{overflow-wrap:anywhere}`;

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

/** What the page may do in a browser: show itself, and nothing else. It goes around all others. */
export function outboxHeaders() {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return createMiddleware<AppEnv>(async function outboxHeaders(c, next) {
    await next();
    c.res.headers.set('content-security-policy', policy);
    c.res.headers.set('cache-control', 'no-store');
  });
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><style>${raw(STYLE)}</style></head>
<body><h1>${title}</h1>${body}</body>
</html>`;
}

function listPage(mails: readonly OutboxMail[], home: string) {
  if (mails.length === 0) return page('Outbox', html`<p>No mail has been sent yet.</p>`);
  const rows = mails.map(
    ({ id, to, subject, date }) =>
      html`<tr><td>${date.toISOString()}</td><td>${to}</td><td><a href="${home}/${encodeURIComponent(id)}">${subject}</a></td></tr>`,
  );
  return page(
    'Outbox',
    html`<table><tr><th>Sent</th><th>To</th><th>Subject</th></tr>${rows}</table>`,
  );
}

function mailPage({ to, subject, date, text, links }: OutboxMail, home: string, serverUrl: string) {
  // Only what leads to a web page becomes a link: a mail quotes what people call themselves.
  const anchors = links
    .filter((link) => /^https?:\/\//i.test(link))
    .map((link) => html`<li><a href="${link}" rel="noreferrer">${link}</a></li>`);
  const commands = links
    .map((link) => curlOfLink(link, serverUrl))
    .filter((command) => command !== null)
    .map((command) => html`<p>Without a storefront:</p><pre>${command}</pre>`);
  return page(
    subject,
    html`<p><a href="${home}">All mails</a></p>
<p>To ${to}, ${date.toISOString()}</p>
<pre>${text}</pre>
<ul>${anchors}</ul>${commands}`,
  );
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * The mails of a development machine as a page, for whoever sits at it and knows its address; to
 * others it is not there. The mails have links in them that sign people in.
 */
export function outboxPage(outbox: Outbox) {
  const { mails } = outbox;
  const home = outboxPathOf(outbox);
  const secret = sha256(outbox.secret);
  const app = new Hono<AppEnv>();
  app.use('/:secret/*', async function onlyForTheDeveloper(c, next) {
    // Digests are of one length, and how far they agree tells nothing about the texts.
    const isKnown = timingSafeEqual(sha256(c.req.param('secret')), secret);
    if (!isKnown || !isLocal(socketAddressOf(c), c.req.raw.headers)) return c.notFound();
    return next();
  });
  app.get('/:secret', async (c) => c.html(listPage(await mails.list(), home)));
  app.get('/:secret/:id', async (c) => {
    const mail = await mails.read(c.req.param('id'));
    return mail === null ? c.notFound() : c.html(mailPage(mail, home, new URL(c.req.url).origin));
  });
  return app;
}
