import { systemClock } from '@trastienda/base';
import { findResponse, runIdempotent } from '@trastienda/mongo';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openDatabase } from '../open-database.ts';

const { database } = await useTestDatabase(openDatabase);

test('returns the responses of earlier versions with the current names of fields', async () => {
  const call = {
    procedure: 'stock.adjust',
    caller: 'account:ana',
    input: { idempotencyKey: 'key-of-the-test-1' },
  };
  const deps = { database, clock: systemClock };
  await runIdempotent(deps, call, async () => ({ sku: 'MUG', onHand: 5, held: 2, available: 3 }));
  const answer = { sku: 'MUG', onHand: 5, reserved: 2, available: 3 };
  expect(await findResponse(deps, call)).toEqual({ answer });
});
