import type { RoomRules } from '../check-rooms.ts';

const GROUND = ['mongo-error.ts', 'bson', 'scheduling'] as const;

/** The layers of the embedded database; its docs/architecture.md draws them. */
export const EMBEDDED_MONGO_ROOMS: RoomRules = {
  'mongo-error.ts': [],
  bson: ['mongo-error.ts'],
  scheduling: ['mongo-error.ts'],

  // The query language: pure functions over documents. Rooms above see its index alone.
  'language/values': ['mongo-error.ts', 'bson'],
  'language/keys': ['mongo-error.ts', 'bson', 'language/values'],
  'language/expressions': ['mongo-error.ts', 'bson', 'language/values', 'language/keys'],
  'language/filters': [
    'mongo-error.ts',
    'bson',
    'language/values',
    'language/keys',
    'language/expressions',
  ],
  'language/projections': [
    'mongo-error.ts',
    'bson',
    'language/values',
    'language/expressions',
    'language/filters',
  ],
  'language/pipelines': [
    ...GROUND,
    'language/values',
    'language/keys',
    'language/expressions',
    'language/filters',
    'language/projections',
  ],
  'language/updates': [
    'mongo-error.ts',
    'bson',
    'language/values',
    'language/keys',
    'language/expressions',
    'language/filters',
    'language/pipelines',
  ],
  language: [
    'language/values',
    'language/keys',
    'language/expressions',
    'language/filters',
    'language/projections',
    'language/pipelines',
    'language/updates',
  ],

  // The engine: bytes, collections, snapshots and commits. Only catalog and upgrade know the language.
  storage: [],
  catalog: [...GROUND, 'language', 'storage'],
  upgrade: [...GROUND, 'language', 'storage', 'catalog'],
  transactions: [...GROUND, 'storage', 'catalog'],
  engine: [...GROUND, 'storage', 'catalog', 'transactions'],
  sessions: [...GROUND, 'transactions', 'engine'],

  // Queries and writes.
  planner: [...GROUND, 'language', 'storage', 'catalog'],
  query: [...GROUND, 'language', 'storage', 'catalog', 'transactions', 'planner'],
  writes: [...GROUND, 'language', 'storage', 'catalog', 'transactions', 'planner', 'query'],
  aggregation: [...GROUND, 'language', 'catalog', 'transactions', 'planner', 'query', 'writes'],
  'change-streams': [...GROUND, 'language', 'storage', 'catalog', 'engine', 'query', 'writes'],

  // The server.
  wire: GROUND,
  commands: [
    ...GROUND,
    'language',
    'storage',
    'catalog',
    'transactions',
    'engine',
    'sessions',
    'planner',
    'query',
    'writes',
    'aggregation',
    'change-streams',
    'wire',
  ],
  server: [
    ...GROUND,
    'storage',
    'catalog',
    'upgrade',
    'transactions',
    'engine',
    'sessions',
    'query',
    'writes',
    'wire',
    'commands',
  ],
  launch: ['storage', 'server'],
  'cli.ts': ['storage', 'launch'],
  'index.ts': ['storage', 'launch'],

  // MongoDB's documented answers, as tables that tests read.
  conformance: ['bson'],
};
