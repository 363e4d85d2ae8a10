import { newId } from '@trastienda/mongo';
import type { NewAccount } from '../collections/accounts/account-state.ts';

let count = 0;

/** Builds a valid, unique account; unnamed fields have defaults. */
export function newAccount(overrides: Partial<NewAccount> = {}): NewAccount {
  count += 1;
  return {
    id: newId(),
    email: `Ana${count}@example.com`,
    emailKey: `ana${count}@example.com`,
    name: 'Ana',
    locale: 'es',
    role: 'member',
    passwordHash: 'hash-1',
    createdAt: new Date('2026-01-31T12:00:00.000Z'),
    ...overrides,
  };
}
