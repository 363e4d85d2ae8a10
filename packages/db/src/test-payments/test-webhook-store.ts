import type { Connection } from 'mongoose';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import { MAX_READ_MS } from '../connection/max-read-ms.ts';
import { newId } from '../ids/new-id.ts';
import {
  TEST_SETTINGS,
  TEST_WEBHOOKS,
  type TestSettingsDocument,
  type TestWebhookDocument,
  type TestWebhookPolicy,
  testWebhookSchema,
} from './test-webhook-schema.ts';

/** A webhook with its id under the name that the rest of the code uses. */
export type TestWebhook = Omit<TestWebhookDocument, '_id'> & { readonly id: string };

/** The webhooks of the test provider. They take no part in transactions. */
export interface TestWebhookStore {
  /** Puts one into the queue; nothing happens when there is one of that id. */
  enqueue(webhook: TestWebhook): Promise<void>;
  /** Takes the one that is due for longest; nobody else gets it before `leaseUntil`. */
  lease(now: Date, leaseUntil: Date): Promise<TestWebhook | null>;
  /** Says what became of a leased one. False when the lease was lost meanwhile. */
  settle(
    leased: TestWebhook,
    result: Pick<TestWebhook, 'state' | 'dueAt' | 'lastError'>,
  ): Promise<boolean>;
  find(id: string): Promise<TestWebhook | null>;
  /** Whatever is going on with it; null when there is none of that id. */
  set(id: string, change: Pick<TestWebhook, 'state' | 'dueAt'>): Promise<TestWebhook | null>;
  /** Those of the newest events first. */
  listNewest(limit: number): Promise<TestWebhook[]>;
  policy(): Promise<TestWebhookPolicy>;
  setPolicy(policy: TestWebhookPolicy): Promise<void>;
}

function toWebhook({ _id, ...webhook }: TestWebhookDocument): TestWebhook {
  return { id: _id, ...webhook };
}

export function createTestWebhookStore(connection: Connection): TestWebhookStore {
  // The model is for the indexes. Its calls would join the shop's transactions.
  connection.model<TestWebhookDocument>('TestWebhook', testWebhookSchema);
  const webhooks = connection.collection<TestWebhookDocument>(TEST_WEBHOOKS);
  const settings = connection.collection<TestSettingsDocument>(TEST_SETTINGS);

  return {
    async enqueue({ id, ...webhook }) {
      await webhooks.insertOne({ _id: id, ...webhook }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    },

    async lease(now, leaseUntil) {
      // A leased one is due again when the lease ends, so that one range of the index knows both.
      const document = await webhooks.findOneAndUpdate(
        { dueAt: { $lte: now } },
        { $set: { dueAt: leaseUntil, leaseId: newId() }, $inc: { attempts: 1 } },
        { sort: { dueAt: 1, _id: 1 }, returnDocument: 'after' },
      );
      return document && toWebhook(document);
    },

    async settle({ id, leaseId }, result) {
      const change = { $set: { ...result, leaseId: null } };
      return (await webhooks.updateOne({ _id: id, leaseId }, change)).matchedCount === 1;
    },

    async find(id) {
      const document = await webhooks.findOne({ _id: id });
      return document && toWebhook(document);
    },

    async set(id, change) {
      const document = await webhooks.findOneAndUpdate(
        { _id: id },
        { $set: { ...change, leaseId: null } },
        { returnDocument: 'after' },
      );
      return document && toWebhook(document);
    },

    async listNewest(limit) {
      const documents = await webhooks
        .find({}, { maxTimeMS: MAX_READ_MS })
        .sort({ at: -1, _id: -1 })
        .limit(limit)
        .toArray();
      return documents.map(toWebhook);
    },

    async policy() {
      const stored = await settings.findOne({ _id: 'webhooks' });
      return stored === null
        ? { kind: 'send', delayMs: 0 }
        : { kind: stored.kind, delayMs: stored.delayMs };
    },

    async setPolicy(policy) {
      await settings.updateOne({ _id: 'webhooks' }, { $set: policy }, { upsert: true });
    },
  };
}
