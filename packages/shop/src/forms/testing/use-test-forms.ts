import { createHash } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import type { Email } from '@trastienda/emails';
import type { CallOrigin, FormName, FormProof } from '@trastienda/shop-contract';
import { type Database, openDatabase } from '@trastienda/shop-db';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { createForms, type Forms } from '../create-forms.ts';
import type { FormEmailContent } from '../emails/form-email.ts';
import type { FormOptions } from '../form-services.ts';

export const VISITOR: CallOrigin = {
  actor: { kind: 'anonymous' },
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'Firefox on Windows',
};

/** Forms over a separate database for one test file. */
export interface TestForms extends Forms {
  readonly server: TestDatabase;
  readonly database: Database;
  /** Emails of committed transactions, and of others: the queue has no transaction. */
  readonly emails: Email<FormEmailContent>[];
  /** Creates the services of another process over the same database. */
  openProcess(options?: Partial<FormOptions>): Forms;
  advance(seconds: number): void;
  /** Advances the clock to a second of the next minute. */
  alignTo(second: number): void;
  /** Returns a token of some seconds ago, with its proof of work. */
  proof(form: FormName): Promise<FormProof>;
  /** Counts the stored messages. */
  countMessages(): Promise<number>;
  /** Empties the database and the list of emails. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Solves the proof of work of a token. */
export function solve(token: string, bits: number): string {
  for (let solution = 0; ; solution += 1) {
    const hash = createHash('sha256').update(`${token}:${solution}`).digest('hex');
    const binary = BigInt(`0x${hash}`).toString(2).padStart(256, '0');
    if (binary.startsWith('0'.repeat(bits))) return String(solution);
  }
}

async function startTestForms(): Promise<TestForms> {
  const { server, database, stop } = await openTestDatabase(openDatabase);
  let now = Date.now();
  const clock: Clock = { now: () => new Date(now) };
  const emails: Email<FormEmailContent>[] = [];
  const openProcess: TestForms['openProcess'] = (options = {}) =>
    createForms({
      ...{ database, clock },
      emails: { enqueue: async (email) => void emails.push(email) },
      secrets: [new Uint8Array(32).fill(1)],
      locale: 'en',
      staff: ['team@shop.example', 'luis@shop.example'],
      formsPerMinute: 1000,
      messageRetentionDays: 365,
      subscriberRetentionDays: 30,
      unsubscribeUrl: (token) => `https://api.shop.example/newsletter/unsubscribe/${token}`,
      ...options,
    });
  const process = openProcess();
  const advance = (seconds: number) => {
    now += seconds * 1000;
  };
  return {
    ...process,
    ...{ server, database, emails, openProcess, advance, stop },
    async proof(form) {
      const { token, proofBits } = await process.forms.token({ form });
      advance(3);
      return proofBits === 0 ? { token } : { token, solution: solve(token, proofBits) };
    },
    alignTo(second) {
      now = (Math.floor(now / 60_000) + 1) * 60_000 + second * 1000;
    },
    async countMessages() {
      let count = 0;
      await server.withClient(async (client) => {
        count = await client.db().collection('messages').countDocuments();
      });
      return count;
    },
    async reset() {
      await server.clear();
      emails.length = 0;
    },
  };
}

/** Starts forms for the calling test file. */
export const useTestForms = () => useStarted(startTestForms);
