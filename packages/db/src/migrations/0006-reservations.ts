import { dropIndexes, type Migration, renameFields, updateInBatches } from '@trastienda/mongo';

export const reservations: Migration = {
  id: '0006-reservations',
  description:
    'rename what stock and checkouts say of reserved units, and the flag of stale listings',
  former: { stock: 'held', stock_movements: 'heldChange', checkouts: 'holds' },

  async run({ db, signal }) {
    const stock = db.collection('stock');
    await dropIndexes(stock, ['isUnlisted_1__id_1']);
    await renameFields(stock, { held: 'reserved', isUnlisted: 'isListingStale' }, { signal });
    const movements = db.collection('stock_movements');
    await renameFields(movements, { held: 'reserved', heldChange: 'reservedChange' }, { signal });
    const kind = { $set: { kind: 'reserved' } };
    await updateInBatches(movements, { kind: 'held' }, kind, { signal });
    await renameFields(db.collection('checkouts'), { holds: 'reservations' }, { signal });
    return [];
  },
};
