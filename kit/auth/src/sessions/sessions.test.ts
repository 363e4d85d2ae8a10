import { workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterEach, beforeEach, describe, test, vi } from 'vitest';
import { type ConformanceSetup, SESSION_GUARANTEES } from '../conformance/index.ts';
import { openAuthDatabase } from '../testing/open-auth-database.ts';
import { luciaSessions } from './lucia-sessions.ts';
import { tokenSessions } from './token-sessions.ts';

const { server, database } = await useTestDatabase(openAuthDatabase);
const { embedded } = server;

const setup: Omit<ConformanceSetup, 'provider'> = {
  database,
  setTime: (at) => vi.setSystemTime(at),
  ...(embedded && {
    async countCommands(work) {
      return (await workOf(embedded, work)).commands;
    },
  }),
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const PROVIDERS = { luciaSessions, tokenSessions };

describe.each(Object.entries(PROVIDERS))('%s', (_, provider) => {
  test.each(SESSION_GUARANTEES)('$title', ({ check }) => check({ ...setup, provider }));
});
