import type { OutboxEmail, OutboxMailer } from '@trastienda/emails';
import type { AppEnv } from '@trastienda/http';
import { Hono } from 'hono';
import { html } from 'hono/html';
import { onlyForTheDeveloper, onlyOnThisMachine, developerPage as page } from './developer-page.ts';
import { curlOfLink } from './link-call.ts';

export const OUTBOX_PATH = '/dev/outbox';

export interface Outbox {
  readonly emails: Pick<OutboxMailer, 'list' | 'read'>;
  /** Secret part of the URL, new at each start; grants access to the emails. */
  readonly secret: string;
}

/** Returns the path of the outbox page. */
export function outboxPathOf({ secret }: Pick<Outbox, 'secret'>): string {
  return `${OUTBOX_PATH}/${secret}`;
}

function listPage(emails: readonly OutboxEmail[], home: string) {
  if (emails.length === 0) return page('Outbox', html`<p>No email has been sent yet.</p>`);
  const rows = emails.map(
    ({ id, to, subject, date }) =>
      html`<tr><td>${date.toISOString()}</td><td>${to}</td><td><a href="${home}/${encodeURIComponent(id)}">${subject}</a></td></tr>`,
  );
  return page(
    'Outbox',
    html`<table><tr><th>Sent</th><th>To</th><th>Subject</th></tr>${rows}</table>`,
  );
}

function emailPage(
  { to, subject, date, text, links }: OutboxEmail,
  home: string,
  serverUrl: string,
) {
  // Only web URLs become links: emails quote names that people choose.
  const anchors = links
    .filter((link) => /^https?:\/\//i.test(link))
    .map((link) => html`<li><a href="${link}" rel="noreferrer">${link}</a></li>`);
  const commands = links
    .map((link) => curlOfLink(link, serverUrl))
    .filter((command) => command !== null)
    .map((command) => {
      const hint = command.includes('/auth.verifyEmail')
        ? ', with the password that you signed up with'
        : '';
      return html`<p>Without a storefront${hint}:</p><pre>${command}</pre>`;
    });
  return page(
    subject,
    html`<p><a href="${home}">All emails</a></p>
<p>To ${to}, ${date.toISOString()}</p>
<pre>${text}</pre>
<ul>${anchors}</ul>${commands}`,
  );
}

/**
 * Serves the emails of the outbox to this machine, at a secret URL; others get a 404. Their links
 * sign people in.
 */
export function outboxPage(outbox: Outbox) {
  const { emails } = outbox;
  const home = outboxPathOf(outbox);
  const app = new Hono<AppEnv>();
  app.use('/:secret/*', onlyForTheDeveloper(outbox.secret), onlyOnThisMachine());
  app.get('/:secret', async (c) => c.html(listPage(await emails.list(), home)));
  app.get('/:secret/:id', async (c) => {
    const email = await emails.read(c.req.param('id'));
    return email === null
      ? c.notFound()
      : c.html(emailPage(email, home, new URL(c.req.url).origin));
  });
  return app;
}
