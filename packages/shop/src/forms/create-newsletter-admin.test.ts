import { parse } from 'csv-parse/sync';
import { beforeEach, expect, test } from 'vitest';
import { useTestForms, VISITOR } from './testing/use-test-forms.ts';

const shop = await useTestForms();
const { forms, newsletterAdmin, emails, proof, database } = shop;

beforeEach(() => shop.reset());

async function subscribe(email: string): Promise<void> {
  const input = { ...(await proof('newsletter')), email, textVersion: '2026-03' };
  await forms.newsletter(input, VISITOR);
  const content = emails.at(-1)?.content;
  if (content?.template !== 'newsletter-confirm') throw new Error('No confirmation.');
  await forms.confirmNewsletter({ token: content.token }, VISITOR);
}

const read = (csv: string): Record<string, string>[] => parse(csv, { columns: true });

test('the export has all confirmed addresses in parts, each with a link that works', async () => {
  for (const email of ['a@example.com', 'b@example.com', 'c@example.com']) await subscribe(email);
  await forms.newsletter(
    { ...(await proof('newsletter')), email: 'pending@example.com', textVersion: '1' },
    VISITOR,
  );
  const first = await newsletterAdmin.export({ limit: 2 }, VISITOR);
  const cursor = first.nextCursor ?? '';
  const second = await newsletterAdmin.export({ limit: 2, cursor }, VISITOR);
  expect([first.count, second.count, second.nextCursor]).toEqual([2, 1, null]);
  const rows = read(first.csv + second.csv);
  expect(rows.map(({ email }) => email)).toEqual([
    'c@example.com',
    'b@example.com',
    'a@example.com',
  ]);
  expect(rows[0]).toMatchObject({ locale: 'en', text_version: '2026-03' });
  const [, token = ''] = /unsubscribe\/(.+)$/.exec(rows[0]?.unsubscribe_url ?? '') ?? [];
  await forms.unsubscribeOneClick({ token });
  const after = await newsletterAdmin.export({ limit: 1000 }, VISITOR);
  expect(read(after.csv).map(({ email }) => email)).toEqual(['b@example.com', 'a@example.com']);
  const { items } = await database.audit.list({ limit: 24 });
  expect(items.map(({ action, details }) => [action, details])).toEqual([
    ['newsletter.exported', { count: 2 }],
    ['newsletter.exported', { count: 1 }],
    ['newsletter.exported', { count: 2 }],
  ]);
});

test('an address that is a formula to a spreadsheet is exported as text', async () => {
  await subscribe('=cmd@example.com');
  const { csv } = await newsletterAdmin.export({ limit: 1000 }, VISITOR);
  expect(read(csv).map(({ email }) => email)).toEqual(["'=cmd@example.com"]);
});

test('subscribers are listed by status and by address, whatever its case', async () => {
  await subscribe('a@example.com');
  const list = async (filter: Partial<Parameters<typeof newsletterAdmin.list>[0]>) =>
    (await newsletterAdmin.list({ limit: 24, ...filter })).items.map(({ email }) => email);
  expect(await list({ status: 'subscribed' })).toEqual(['a@example.com']);
  expect(await list({ status: 'pending' })).toEqual([]);
  expect(await list({ email: 'A@EXAMPLE.com' })).toEqual(['a@example.com']);
  expect(await list({ email: 'a@example.com', status: 'pending' })).toEqual([]);
  expect(await list({ email: 'b@example.com' })).toEqual([]);
});
