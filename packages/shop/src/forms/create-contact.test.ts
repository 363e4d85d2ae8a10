import type { ContactInput } from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestForms } from './testing/use-test-forms.ts';

const shop = await useTestForms();
const { forms, messageAdmin, emails, proof } = shop;

beforeEach(() => shop.reset());

const FIELDS = {
  name: 'Ana García',
  email: 'ana@example.com',
  message: 'Where is my parcel?\nIt is late.',
  orderNumber: 'T-1001',
  locale: 'es',
} as const;

const inbox = async () => (await messageAdmin.list({ limit: 24 })).items;
const rejected = (problem: string) => ({ reason: 'FORM_TOKEN_REJECTED', details: { problem } });

async function input(fields: Partial<ContactInput> = {}): Promise<ContactInput> {
  return { ...(await proof('contact')), ...FIELDS, ...fields };
}

describe('a message', () => {
  test('is in the inbox of staff, who get a notice to which they can reply', async () => {
    expect(await forms.contact(await input())).toEqual({ status: 'received' });
    const [summary] = await inbox();
    expect(summary).toMatchObject({
      ...{ name: 'Ana García', email: 'ana@example.com', orderNumber: 'T-1001', status: 'open' },
      ...{ isFlagged: false, excerpt: 'Where is my parcel? It is late.' },
    });
    const content = { template: 'message-received', messageId: summary?.id, email: FIELDS.email };
    expect(emails).toMatchObject([
      { to: { email: 'team@shop.example' }, locale: 'en', content },
      { to: { email: 'luis@shop.example' }, locale: 'en', content },
    ]);
  });

  test('causes no email where no address of staff is configured', async () => {
    const quiet = shop.openProcess({ staff: [] });
    await quiet.forms.contact(await input());
    expect(emails).toEqual([]);
    expect(await inbox()).toHaveLength(1);
  });

  test('that is sent again with the same token is stored once, and with other fields not at all', async () => {
    const sent = await input();
    const answers = await Promise.all([forms.contact(sent), forms.contact(sent)]);
    expect(answers).toEqual([{ status: 'received' }, { status: 'received' }]);
    expect(await forms.contact(sent)).toEqual({ status: 'received' });
    const other = forms.contact({ ...sent, message: 'Buy pills' });
    await expect(other).rejects.toMatchObject(rejected('used'));
    expect(await inbox()).toHaveLength(1);
  });

  test('whose notice cannot be queued is not stored, and can be sent again', async () => {
    const failing = shop.openProcess({
      emails: { enqueue: () => Promise.reject(new Error('The disk is full.')) },
    });
    const sent = await input();
    await expect(failing.forms.contact(sent)).rejects.toThrow('full');
    expect(await inbox()).toEqual([]);
    expect(await forms.contact(sent)).toEqual({ status: 'received' });
    expect(await inbox()).toHaveLength(1);
  });

  test('beyond sixty an hour is in the inbox, and floods no mailbox', async () => {
    const quiet = shop.openProcess({ staff: ['team@shop.example'] });
    for (let index = 0; index < 62; index += 1) {
      await quiet.forms.contact(await input({ email: `ana${index}@example.com` }));
    }
    expect(emails).toHaveLength(60);
    expect(await shop.countMessages()).toBe(62);
  });

  test('with text in the honeypot has the same answer, and is discarded', async () => {
    expect(await forms.contact(await input({ website: 'https://spam.example' }))).toEqual(
      await forms.contact(await input()),
    );
    expect(await inbox()).toHaveLength(1);
  });

  test('with many links is stored, and flagged', async () => {
    const links = 'https://a.example www.b.example <a href="https://c.example">c</a>';
    await forms.contact(await input({ message: links }));
    await forms.contact(await input());
    expect((await inbox()).map(({ isFlagged }) => isFlagged)).toEqual([false, true]);
    const { items } = await messageAdmin.list({ limit: 24, isFlagged: true, status: 'open' });
    expect(items.map(({ excerpt }) => excerpt)).toEqual([links]);
  });
});

describe('the token of a form', () => {
  test('is required, is signed, and is one of its form', async () => {
    const sent = await input();
    const { token: other } = await proof('newsletter');
    const forged = sent.token.replace('contact.', 'contact.0');
    for (const token of ['', 'f1', forged, other, `${sent.token}x`]) {
      await expect(forms.contact({ ...sent, token })).rejects.toMatchObject(rejected('invalid'));
    }
    const elsewhere = shop.openProcess({ secrets: [new Uint8Array(32).fill(2)] });
    await expect(elsewhere.forms.contact(sent)).rejects.toMatchObject(rejected('invalid'));
    expect(await inbox()).toEqual([]);
  });

  test('is valid in every process, also when the secret has been replaced', async () => {
    const secrets = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)] as const;
    await shop.openProcess({ secrets }).forms.contact(await input());
    expect(await inbox()).toHaveLength(1);
  });

  test('is rejected faster than people type, and some hours later', async () => {
    const issued = await forms.token({ form: 'contact' });
    const sent = { token: issued.token, ...FIELDS };
    await expect(forms.contact(sent)).rejects.toMatchObject(rejected('too-early'));
    shop.advance(4 * 3600 + 1);
    await expect(forms.contact(sent)).rejects.toMatchObject(rejected('expired'));
    expect(await inbox()).toEqual([]);
  });
});

test('an address can send some messages an hour, from wherever', async () => {
  for (let index = 0; index < 10; index += 1) {
    await forms.contact(await input({ message: `Message ${index}` }));
  }
  const more = forms.contact(await input({ email: 'ANA@example.com', message: 'One more' }));
  await expect(more).rejects.toMatchObject({ reason: 'RATE_LIMITED' });
  await forms.contact(await input({ email: 'eva@example.com' }));
  expect(await inbox()).toHaveLength(11);
});
