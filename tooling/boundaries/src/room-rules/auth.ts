import type { RoomRules } from '../check-rooms.ts';

const PARTS = [
  'secrets',
  'passwords',
  'second-factor',
  'emails',
  'audit',
  'roles',
  'throttle',
] as const;
const BASE = ['collections', 'services.ts', 'config.ts', ...PARTS, 'auth-deps.ts'] as const;

/** The rooms of accounts and sessions. */
export const AUTH_ROOMS: RoomRules = {
  collections: [],

  // The interfaces that auth offers, and what an operator configures.
  'services.ts': [],
  // Loaded without the use cases, by routers that get the services with the context.
  procedures: ['services.ts'],
  'config.ts': [],

  // Accounts for tests.
  fixtures: ['collections'],

  // Parts that know neither each other nor any use case.
  secrets: ['collections'],
  passwords: [],
  'second-factor': [],
  emails: [],
  roles: [],
  audit: ['collections', 'services.ts'],
  throttle: ['services.ts', 'config.ts'],
  // The only room that imports Lucia, in one folder of it.
  sessions: ['collections', 'config.ts', 'secrets'],
  conformance: ['collections', 'sessions', 'fixtures'],
  'auth-deps.ts': ['collections', 'config.ts', ...PARTS, 'sessions'],

  // What use cases share: active accounts, their views, the permissions of the caller.
  base: BASE,
  accounts: [...BASE, 'base', 'sessions'],
  'api-keys': [...BASE, 'base'],
  'authenticator.ts': BASE,

  'create-auth.ts': [...BASE, 'base', 'sessions', 'accounts', 'api-keys', 'authenticator.ts'],
  'index.ts': [...BASE, 'sessions', 'create-auth.ts'],
};
