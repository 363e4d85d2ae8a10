import type { RoomRules } from '../check-rooms.ts';

const COLLECTIONS = ['connection', 'collections', 'ids', 'paging'] as const;

/** The rooms of the kit's MongoDB package. */
export const MONGO_ROOMS: RoomRules = {
  ids: [],
  secrets: [],
  text: [],
  connection: [],
  collections: ['connection'],
  paging: ['connection'],

  // Collections that any application has, and jobs.
  idempotency: COLLECTIONS,
  leases: COLLECTIONS,
  'rate-limits': COLLECTIONS,
  migrations: [...COLLECTIONS, 'leases'],
  worker: ['leases'],
  events: COLLECTIONS,
  relay: [...COLLECTIONS, 'events', 'leases', 'worker'],

  'base-collections.ts': ['idempotency', 'leases', 'rate-limits'],
  'open-database.ts': [...COLLECTIONS, 'leases', 'migrations'],
  'index.ts': [
    ...COLLECTIONS,
    'base-collections.ts',
    'events',
    'idempotency',
    'leases',
    'migrations',
    'open-database.ts',
    'rate-limits',
    'relay',
    'secrets',
    'text',
    'worker',
  ],
};
