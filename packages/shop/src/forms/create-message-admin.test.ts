import { type AuditAction, type CallOrigin, isShopError } from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestForms, VISITOR } from './testing/use-test-forms.ts';

const shop = await useTestForms();
const { forms, messageAdmin, emails, proof, database } = shop;

beforeEach(() => shop.reset());

const STAFF: CallOrigin = {
  ...VISITOR,
  actor: { kind: 'machine', name: 'desk', permissions: ['messages:write'] },
};
const NOT_FOUND = { reason: 'MESSAGE_NOT_FOUND' };
const DAY = 86_400;

let count = 0;
function key(): string {
  count += 1;
  return `key-of-an-answer-${count}`;
}

/** Sends a message; returns its id. */
async function receive(message = 'Hello'): Promise<string> {
  await forms.contact({
    ...(await proof('contact')),
    ...{ name: 'Ana', email: 'ana@example.com', message, locale: 'es' },
  });
  emails.length = 0;
  return (await messageAdmin.list({ limit: 1 })).items[0]?.id ?? '';
}

async function audited(): Promise<readonly (readonly [AuditAction, string | null])[]> {
  const { items } = await database.audit.list({ limit: 24 });
  return items.map(({ action, subjectId }) => [action, subjectId] as const);
}

describe('an answer', () => {
  test('is sent to the visitor in their language, kept with the message, and audited', async () => {
    const messageId = await receive('Where is my parcel?');
    const text = 'It is on its way.';
    const input = { messageId, text, idempotencyKey: key() };
    const view = await messageAdmin.answer(input, STAFF);
    expect(view).toMatchObject({ status: 'answered', answers: [{ text }] });
    expect(await messageAdmin.get({ messageId })).toEqual(view);
    expect(emails).toMatchObject([
      {
        ...{ to: { email: 'ana@example.com', name: 'Ana' }, locale: 'es' },
        content: { text, question: 'Where is my parcel?', replyTo: 'team@shop.example' },
      },
    ]);
    expect(await audited()).toEqual([['message.answered', messageId]]);
  });

  test('is sent once when the call is repeated', async () => {
    const input = { messageId: await receive(), text: 'Yes.', idempotencyKey: key() };
    const first = await messageAdmin.answer(input, STAFF);
    expect(await messageAdmin.answer(input, STAFF)).toEqual(first);
    expect(emails).toHaveLength(1);
  });

  test('by two of the staff at once are two answers', async () => {
    const messageId = await receive();
    await Promise.all(
      ['One', 'Two'].map((text) =>
        messageAdmin.answer({ messageId, text, idempotencyKey: key() }, STAFF),
      ),
    );
    const { answers } = await messageAdmin.get({ messageId });
    expect(answers.map(({ text }) => text).sort()).toEqual(['One', 'Two']);
  });

  test('beyond the room of a message is rejected, and sends nothing', async () => {
    const messageId = await receive();
    const message = await database.messages.find(messageId);
    if (message === null) throw new Error('No message.');
    const answer = { id: messageId, text: 'x', at: new Date() };
    await database.messages.update(message, { answers: Array(50).fill(answer) }, new Date());
    const more = messageAdmin.answer({ messageId, text: 'y', idempotencyKey: key() }, STAFF);
    await expect(more).rejects.toMatchObject({
      ...{ reason: 'MESSAGE_ANSWERS_EXCEEDED', details: { max: 50 } },
    });
    expect(emails).toEqual([]);
  });
});

describe('the inbox', () => {
  test('lists messages newest first, in pages, by status', async () => {
    const ids = [];
    for (let index = 0; index < 3; index += 1) ids.push(await receive(`Message ${index}`));
    const [oldest = '', middle = '', newest = ''] = ids;
    await messageAdmin.close({ messageId: middle }, STAFF);
    const page = await messageAdmin.list({ limit: 2 });
    expect(page.items.map(({ id }) => id)).toEqual([newest, middle]);
    const cursor = page.nextCursor ?? '';
    const rest = await messageAdmin.list({ limit: 2, cursor });
    expect(rest).toMatchObject({ items: [{ id: oldest }], nextCursor: null });
    const open = await messageAdmin.list({ limit: 24, status: 'open' });
    expect(open.items.map(({ id }) => id)).toEqual([newest, oldest]);
    await expect(messageAdmin.list({ limit: 2, cursor: 'x' })).rejects.toMatchObject({
      reason: 'CURSOR_INVALID',
    });
  });

  test('closes and deletes a message once', async () => {
    const messageId = await receive();
    for (let index = 0; index < 2; index += 1) {
      expect(await messageAdmin.close({ messageId }, STAFF)).toMatchObject({ status: 'closed' });
    }
    for (let index = 0; index < 2; index += 1) {
      expect(await messageAdmin.delete({ messageId }, STAFF)).toEqual({ status: 'deleted' });
    }
    expect(await audited()).toEqual([
      ['message.deleted', messageId],
      ['message.closed', messageId],
    ]);
    const calls = [
      () => messageAdmin.get({ messageId }),
      () => messageAdmin.close({ messageId }, STAFF),
      () => messageAdmin.answer({ messageId, text: 'x', idempotencyKey: key() }, STAFF),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject(NOT_FOUND);
  });

  test('forgets a message that has not changed for a year, and says when', async () => {
    const old = await receive('Old');
    shop.advance(DAY);
    const answered = await receive('Answered');
    shop.advance(200 * DAY);
    await messageAdmin.answer({ messageId: answered, text: 'Yes', idempotencyKey: key() }, STAFF);
    const { eraseAt, updatedAt } = await messageAdmin.get({ messageId: answered });
    expect(Date.parse(eraseAt) - Date.parse(updatedAt)).toBe(365 * DAY * 1000);
    shop.advance(165 * DAY);
    for (const job of shop.jobs) await job.runOnce();
    const { items } = await messageAdmin.list({ limit: 24 });
    expect(items.map(({ id }) => id)).toEqual([answered]);
    const gone = await messageAdmin.get({ messageId: old }).catch((error: unknown) => error);
    expect(isShopError(gone, 'MESSAGE_NOT_FOUND')).toBe(true);
  });
});
