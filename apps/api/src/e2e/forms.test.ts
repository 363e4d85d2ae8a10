import { openForm } from '@trastienda/shop-client';
import { expect, test } from 'vitest';
import { person, reasonOf } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend({
  callsPerMinute: 100_000,
  forms: { staff: ['team@shop.example'] },
});
const { visitor, staff, emails } = backend;

const tokenOf = (link: string | undefined) => link?.split('#token=')[1] ?? '';

async function subscribe(email: string): Promise<void> {
  const fields = { email, locale: 'es', textVersion: '2026-03' } as const;
  const form = openForm(visitor, 'newsletter');
  await form.send((proof) => visitor.forms.newsletter.mutate({ ...fields, ...proof }));
  const [asked] = await emails.to(email);
  await visitor.forms.confirmNewsletter.mutate({ token: tokenOf(asked?.links[0]) });
}

/** Returns the header of the newest email to an address by which mailboxes unsubscribe. */
async function unsubscribeUrlFor(email: string): Promise<string> {
  const { items } = await staff.admin.newsletter.list.query({ email });
  expect(items).toHaveLength(1);
  const { csv } = await staff.admin.newsletter.export.mutate();
  const [, url = ''] = new RegExp(`^${email},.*,(http[^,\\r]+)\\r$`, 'm').exec(csv) ?? [];
  return url;
}

const post = (url: string, body: string | FormData | URLSearchParams) =>
  fetch(url, { method: 'POST', body });

test('a message reaches staff by email and in the inbox, and its answer the visitor', async () => {
  const message = 'Where is my parcel?';
  const fields = { name: 'Ana', email: 'ana@example.com', message, locale: 'es' } as const;
  const form = openForm(visitor, 'contact');
  await form.send((proof) => visitor.forms.contact.mutate({ ...fields, website: '', ...proof }));
  const [notice] = await emails.to('team@shop.example');
  expect(notice?.text).toContain(`> ${message}`);
  const { items } = await staff.admin.messages.list.query({ status: 'open' });
  const messageId = items[0]?.id ?? '';
  await staff.admin.messages.answer.mutate({ messageId, text: 'Está en camino.' });
  const [answer] = await emails.to('ana@example.com');
  expect(answer?.subject).toBe('Re: tu mensaje a Trastienda');
  expect(answer?.text).toContain('Está en camino.');
});

test('a mailbox ends the subscription of its owner with one post, which scanners do not make', async () => {
  const email = 'button@example.com';
  await subscribe(email);
  const url = await unsubscribeUrlFor(email);
  expect(url.startsWith(`${backend.url}/newsletter/unsubscribe/`)).toBe(true);
  const status = async () =>
    (await staff.admin.newsletter.list.query({ email })).items.map(({ status }) => status);
  for (const response of [await fetch(url), await post(url, 'x=1'), await post(url, '')]) {
    expect([400, 405]).toContain(response.status);
  }
  const large = new URLSearchParams({ 'List-Unsubscribe': 'One-Click', x: 'x'.repeat(5000) });
  expect((await post(url, large)).status).toBe(413);
  expect(await status()).toEqual(['subscribed']);
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  expect((await post(url, body)).status).toBe(200);
  expect(await status()).toEqual(['unsubscribed']);
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  expect((await post(url, form)).status).toBe(200);
  const forged = await post(`${url.slice(0, -2)}xx`, body);
  expect(forged.status).toBe(400);
  expect(await forged.text()).toContain('LINK_INVALID');
});

test('the link of the email ends it too', async () => {
  const email = 'link@example.com';
  await subscribe(email);
  const [welcome] = await emails.to(email);
  await visitor.forms.unsubscribe.mutate({ token: tokenOf(welcome?.links[0]) });
  const { items } = await staff.admin.newsletter.list.query({ email });
  expect(items).toMatchObject([{ status: 'unsubscribed' }]);
});

test('under attack, the client does the work that a form requires', async () => {
  const busy = (await backend.another({ forms: { forms: { formsPerMinute: 0 } } })).client();
  const { token, proofBits } = await busy.forms.token.query({ form: 'contact' });
  expect(proofBits).toBeGreaterThan(0);
  const fields = { name: 'Ana', email: 'work@example.com', message: 'Hello' };
  const form = openForm(busy, 'contact');
  await form.send((proof) => busy.forms.contact.mutate({ ...fields, ...proof }));
  expect(await reasonOf(busy.forms.contact.mutate({ ...fields, token }))).toBe(
    'FORM_TOKEN_REJECTED',
  );
  const { items } = await staff.admin.messages.list.query({});
  expect(items.filter(({ email }) => email === fields.email)).toHaveLength(1);
});

test('a network sends a bounded number of forms', async () => {
  const call = () =>
    visitor.forms.contact.mutate({ token: 'x', name: 'A', email: 'a@example.com', message: 'x' });
  const reasons = new Set<string>();
  for (let index = 0; index < 12; index += 1) reasons.add(String(await reasonOf(call())));
  expect(reasons).toEqual(new Set(['FORM_TOKEN_REJECTED', 'RATE_LIMITED']));
});

test('staff read the inbox, managers the newsletter too, and customers neither', async () => {
  const access = async (role: 'customer' | 'staff' | 'manager') => {
    const { client } = await person(backend, role);
    const calls = [client.admin.messages.list.query(), client.admin.newsletter.list.query()];
    return Promise.all(
      calls.map((call) =>
        call.then(
          () => true,
          () => false,
        ),
      ),
    );
  };
  expect(await access('customer')).toEqual([false, false]);
  expect(await access('staff')).toEqual([true, false]);
  expect(await access('manager')).toEqual([true, true]);
});
