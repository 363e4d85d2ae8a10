import {
  type CollectionContext,
  defineCollection,
  isDuplicateKey,
  maxReadMs,
  newId,
} from '@trastienda/mongo';
import {
  SANDBOX_SETTINGS,
  SANDBOX_WEBHOOKS,
  type SandboxSettingsDocument,
  type SandboxWebhookDocument,
  type SandboxWebhookPolicy,
  sandboxWebhookIndexes,
  sandboxWebhookSchema,
} from './sandbox-webhook-schema.ts';

/** `SandboxWebhookDocument` with `_id` exposed as `id`. */
export type SandboxWebhook = Omit<SandboxWebhookDocument, '_id'> & { readonly id: string };

/** Webhooks of the sandbox. They do not join transactions. */
export interface SandboxWebhookStore {
  /** Adds webhooks to the queue, except those whose ids exist. */
  enqueue(webhooks: readonly SandboxWebhook[]): Promise<void>;
  /** Leases the webhook that is due the longest until `leaseUntil`. */
  lease(now: Date, leaseUntil: Date): Promise<SandboxWebhook | null>;
  /** Stores the outcome of a leased webhook. Returns false when the lease was lost meanwhile. */
  settle(
    leased: SandboxWebhook,
    result: Pick<SandboxWebhook, 'state' | 'dueAt' | 'lastError'>,
  ): Promise<boolean>;
  find(id: string): Promise<SandboxWebhook | null>;
  /** Changes a webhook regardless of its state; null when there is none with this id. */
  set(id: string, change: Pick<SandboxWebhook, 'state' | 'dueAt'>): Promise<SandboxWebhook | null>;
  /** Lists webhooks, those of the newest events first. */
  listNewest(limit: number): Promise<SandboxWebhook[]>;
  policy(): Promise<SandboxWebhookPolicy>;
  setPolicy(policy: SandboxWebhookPolicy): Promise<void>;
}

function toWebhook({ _id, ...webhook }: SandboxWebhookDocument): SandboxWebhook {
  return { id: _id, ...webhook };
}

function createSandboxWebhookStore({
  connection,
}: CollectionContext<SandboxWebhookDocument>): SandboxWebhookStore {
  // A model's calls would join the shop's transactions.
  const webhooks = connection.collection<SandboxWebhookDocument>(SANDBOX_WEBHOOKS);
  const settings = connection.collection<SandboxSettingsDocument>(SANDBOX_SETTINGS);

  return {
    async enqueue(added) {
      if (added.length === 0) return;
      const documents = added.map(({ id, ...webhook }) => ({ _id: id, ...webhook }));
      await webhooks.insertMany(documents, { ordered: false }).catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
      });
    },

    async lease(now, leaseUntil) {
      // A leased webhook is due again when its lease ends, so that one index range covers both.
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
        .find({}, { maxTimeMS: maxReadMs() })
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

/** Webhooks of the sandbox provider. */
export const sandboxWebhooks = defineCollection({
  name: SANDBOX_WEBHOOKS,
  schema: sandboxWebhookSchema,
  indexes: sandboxWebhookIndexes,
  store: createSandboxWebhookStore,
});
