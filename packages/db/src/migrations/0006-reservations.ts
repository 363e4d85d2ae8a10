import { batchesOf } from './batches-of.ts';
import type { Migration } from './migration.ts';
import { dropIndexes, renameFields } from './rename-fields.ts';

const projection = { _id: 1 };

export const reservations: Migration = {
  id: '0006-reservations',
  description:
    'rename what stock and checkouts say of reserved units, and the flag of stale listings',

  async run({ db, signal }) {
    const stock = db.collection('stock');
    await dropIndexes(stock, ['isUnlisted_1__id_1']);
    await renameFields(stock, { held: 'reserved', isUnlisted: 'isListingStale' }, { signal });
    const movements = db.collection('stock_movements');
    await renameFields(movements, { held: 'reserved', heldChange: 'reservedChange' }, { signal });
    for await (const batch of batchesOf(movements, { kind: 'held' }, { signal, projection })) {
      const ids = { _id: { $in: batch.map(({ _id }) => _id) } };
      await movements.updateMany({ ...ids, kind: 'held' }, { $set: { kind: 'reserved' } });
    }
    await renameFields(db.collection('checkouts'), { holds: 'reservations' }, { signal });
    return [];
  },
};
