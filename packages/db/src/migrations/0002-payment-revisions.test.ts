import { openMigrationContext } from '@trastienda/mongo';
import { startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { paymentRevisions } from './0002-payment-revisions.ts';

const server = await useStarted(startTestDatabase);

interface Stored {
  readonly _id: string;
  readonly revision?: number;
}

test('Payments without a revision get one, others keep theirs', async () => {
  const { context, close } = await openMigrationContext(server.uri);
  const payments = context.db.collection<Stored>('payments');
  await payments.insertMany([{ _id: 'old' }, { _id: 'new', revision: 7 }]);
  for (let run = 0; run < 2; run += 1) {
    expect(await paymentRevisions.run(context)).toEqual([]);
    const stored = await payments.find().sort({ _id: 1 }).toArray();
    expect(stored).toEqual([
      { _id: 'new', revision: 7 },
      { _id: 'old', revision: 0 },
    ]);
  }
  await close();
});
