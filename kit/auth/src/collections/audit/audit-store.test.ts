import { AUTH_ACTIONS, type AuthAction, defineAuditSchemas } from '@trastienda/auth-contract';
import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';
import type { NewAuditEntry } from './audit-document.ts';

const { ListAuditInput } = defineAuditSchemas(AUTH_ACTIONS);
type ListAuditInput = z.infer<typeof ListAuditInput>;

const { server, database } = await useTestDatabase(openAuthDatabase);

beforeEach(() => server.clear());

const NOW = new Date('2100-01-01T00:00:00.000Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

async function append(overrides: Partial<NewAuditEntry<AuthAction>> = {}) {
  const entry: NewAuditEntry<AuthAction> = {
    at: NOW,
    action: 'session.started',
    actor: { kind: 'account', id: 'ana' },
    subjectId: 'ana',
    requestId: 'request-1',
    network: '192.0.2.0/24',
    details: {},
    ...overrides,
  };
  await database.audit.append(entry);
}

const list = (input: Partial<ListAuditInput> = {}) =>
  database.audit.list(ListAuditInput.parse(input));

/** Collects the request ids of all pages. */
async function requests(input: Partial<ListAuditInput>): Promise<(string | null)[]> {
  const listed: (string | null)[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await list({ ...input, ...(cursor && { cursor }) });
    listed.push(...page.items.map(({ requestId }) => requestId));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return listed;
}

describe('the audit log', () => {
  test('returns the appended entries', async () => {
    const details = { role: 'owner', count: 2, isFirst: true, before: null };
    await append({ action: 'account.role-changed', subjectId: 'eva', details });
    const { items, nextCursor } = await list();
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        at: NOW,
        action: 'account.role-changed',
        actor: { kind: 'account', id: 'ana' },
        subjectId: 'eva',
        requestId: 'request-1',
        network: '192.0.2.0/24',
        details,
      },
    ]);
  });

  test('accepts entries without actor, subject, request and network', async () => {
    const nobody = { kind: 'anonymous', id: null } as const;
    await append({ actor: nobody, subjectId: null, requestId: null, network: null });
    expect((await list()).items).toMatchObject([
      { actor: nobody, subjectId: null, requestId: null, network: null, details: {} },
    ]);
  });

  test('is sorted newest first to the millisecond, regardless of the order of writes', async () => {
    for (const ms of [2, 0, 3, 1]) await append({ at: later(ms), requestId: `r${ms}` });
    expect(await requests({ limit: 1 })).toEqual(['r3', 'r2', 'r1', 'r0']);
    expect(await requests({ limit: 3 })).toEqual(['r3', 'r2', 'r1', 'r0']);
  });

  test('is filtered by each filter and by any combination', async () => {
    const by = (id: string) => ({ kind: 'account', id }) as const;
    await append({ requestId: '1', actor: by('ana'), subjectId: 'ana' });
    await append({ requestId: '2', actor: by('ana'), subjectId: 'eva' });
    await append({ requestId: '3', actor: by('eva'), subjectId: 'eva', action: 'session.ended' });
    await append({ requestId: '4', actor: by('eva'), subjectId: null });
    expect(await requests({ action: 'session.started' })).toEqual(['4', '2', '1']);
    expect(await requests({ actorId: 'ana' })).toEqual(['2', '1']);
    expect(await requests({ subjectId: 'eva' })).toEqual(['3', '2']);
    expect(await requests({ actorId: 'eva', action: 'session.started' })).toEqual(['4']);
    expect(await requests({ subjectId: 'eva', action: 'session.ended' })).toEqual(['3']);
    expect(await requests({ actorId: 'ana', subjectId: 'eva' })).toEqual(['2']);
    const all = { actorId: 'eva', subjectId: 'eva', action: 'session.ended' } as const;
    expect(await requests(all)).toEqual(['3']);
    expect(await requests({ ...all, action: 'session.started' })).toEqual([]);
  });

  test('does not confuse an actor with a subject, or an id with the text of a key', async () => {
    await append({ actor: { kind: 'account', id: 'ana' }, subjectId: 'eva' });
    expect(await requests({ actorId: 'eva' })).toEqual([]);
    expect(await requests({ subjectId: 'ana' })).toEqual([]);
    expect(await requests({ actorId: '["session.started","ana",null]' })).toEqual([]);
  });

  test('has no entry of a failed transaction', async () => {
    const failing = database.transaction(async () => {
      await append();
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect((await list()).items).toEqual([]);
  });

  test('supports only adding and reading', () => {
    expect(Object.keys(database.audit).sort()).toEqual(['append', 'appendAll', 'list']);
  });

  test('rejects a cursor of another list', async () => {
    const cursor = Buffer.from('accounts\nx').toString('base64url');
    await expect(list({ cursor })).rejects.toMatchObject({ reason: 'CURSOR_INVALID' });
  });

  test('reads only the entries of the page, for any filters', async ({ skip }) => {
    const { embedded } = server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    await append({ action: 'account.deleted' });
    for (let index = 0; index < 60; index += 1) await append();
    const filters: Partial<ListAuditInput>[] = [
      {},
      { action: 'session.started' },
      { actorId: 'ana' },
      { subjectId: 'ana', action: 'session.started' },
      { actorId: 'ana', subjectId: 'ana', action: 'session.started' },
    ];
    for (const filter of filters) {
      const { nextCursor } = await list({ ...filter, limit: 5 });
      const cursor = nextCursor ?? '';
      const work = await workOf(embedded, () => list({ ...filter, limit: 5, cursor }));
      expect(work).toMatchObject({ docsExamined: 6, collectionScans: [], inMemorySorts: 0 });
    }
    const rare = { actorId: 'ana', subjectId: 'ana', action: 'account.deleted' } as const;
    expect((await workOf(embedded, () => list(rare))).docsExamined).toBe(1);
  });
});
