import { databaseUser, testAdapter } from '@lucia-auth/adapter-test';
import { systemClock } from '@trastienda/base';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { describe, expect, test, vi } from 'vitest';
import { openAuthDatabase } from '../../testing/open-auth-database.ts';
import { createLuciaAdapter } from './lucia-adapter.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);

describe("Lucia's adapter", () => {
  test('passes the published conformance suite', async () => {
    await server.withClient((client) =>
      client
        .db()
        .collection<{ _id: string }>('accounts')
        .insertOne({ _id: databaseUser.id, ...databaseUser.attributes }),
    );
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await testAdapter(createLuciaAdapter(database.sessions, systemClock));
    const steps = log.mock.calls.filter(([line]) => String(line).includes('Passed'));
    log.mockRestore();
    expect(steps).toHaveLength(7);
  });
});
