import {
  type CollectionContext,
  defineCollection,
  mapPage,
  maxReadMs,
  newId,
  type Page,
  readNewest,
} from '@trastienda/mongo';
import type {
  EventType,
  ListWebhookEndpointsInput,
  WebhookDisabledReason,
} from '@trastienda/shop-contract';
import type { WebhookEndpointDocument, WebhookEndpointState } from './webhook-endpoint-document.ts';
import { webhookEndpointIndexes, webhookEndpointSchema } from './webhook-endpoint-schema.ts';

/** An endpoint that events are sent to. */
export interface WebhookReceiver {
  readonly id: string;
  receives(type: EventType): boolean;
}

/** Receivers of webhooks. */
export interface WebhookEndpointStore {
  newId(at: Date): string;
  insert(endpoint: WebhookEndpointState): Promise<void>;
  find(id: string): Promise<WebhookEndpointState | null>;
  /**
   * Lists endpoints, newest first.
   * @throws {BaseError} CURSOR_INVALID.
   */
  list(input: ListWebhookEndpointsInput): Promise<Page<WebhookEndpointState>>;
  count(): Promise<number>;
  /** Lists the enabled endpoints. */
  listReceivers(): Promise<readonly WebhookReceiver[]>;
  /** Writes url, types, description and secrets; false when there is no such endpoint. */
  update(endpoint: WebhookEndpointState): Promise<boolean>;
  /** Enables an endpoint that is disabled, and forgets its failures. */
  enable(id: string, now: Date): Promise<boolean>;
  /** Disables an endpoint that is enabled. */
  disable(id: string, reason: WebhookDisabledReason, now: Date): Promise<boolean>;
  /** Notes the first failure after a success; later ones change nothing. */
  noteFailure(id: string, at: Date): Promise<void>;
  /** Forgets the failures before a success. */
  noteSuccess(id: string): Promise<void>;
  /** Replaces one sealed secret by another seal of it; false when it has changed meanwhile. */
  reseal(id: string, sealed: string, resealed: string): Promise<boolean>;
  delete(id: string): Promise<boolean>;
}

const ALL_TYPES = '*';

function toState({ _id, eventTypes, ...endpoint }: WebhookEndpointDocument): WebhookEndpointState {
  const types = eventTypes.filter((type) => type !== ALL_TYPES);
  return { id: _id, ...endpoint, eventTypes: types.length === eventTypes.length ? types : null };
}

const toDocument = ({ id, eventTypes, ...endpoint }: WebhookEndpointState) => ({
  _id: id,
  ...endpoint,
  eventTypes: eventTypes ?? ([ALL_TYPES] as const),
});

function createWebhookEndpointStore({
  model,
}: CollectionContext<WebhookEndpointDocument>): WebhookEndpointStore {
  return {
    newId,

    async insert(endpoint) {
      await model.create(toDocument(endpoint));
    },

    async find(id) {
      const found = await model.findById(id).maxTimeMS(maxReadMs()).lean<WebhookEndpointDocument>();
      return found && toState(found);
    },

    async list({ limit, cursor }) {
      const page = await readNewest(model, { list: 'webhook-endpoints', match: {}, limit, cursor });
      return mapPage(page, toState);
    },

    async count() {
      return model.countDocuments({}).maxTimeMS(maxReadMs());
    },

    async listReceivers() {
      const found = await model
        .find({ isEnabled: true }, { eventTypes: 1 })
        .maxTimeMS(maxReadMs())
        .lean<Pick<WebhookEndpointDocument, '_id' | 'eventTypes'>[]>();
      return found.map(({ _id: id, eventTypes }) => ({
        id,
        receives: (type) => eventTypes.includes(ALL_TYPES) || eventTypes.includes(type),
      }));
    },

    async update(endpoint) {
      const { _id, url, eventTypes, description, secrets, updatedAt } = toDocument(endpoint);
      const change = { $set: { url, eventTypes, description, secrets, updatedAt } };
      return (await model.updateOne({ _id }, change)).matchedCount === 1;
    },

    async enable(id, now) {
      const state = { isEnabled: true, disabledReason: null, disabledAt: null, failingSince: null };
      const change = { $set: { ...state, updatedAt: now } };
      return (await model.updateOne({ _id: id, isEnabled: false }, change)).matchedCount === 1;
    },

    async disable(id, reason, now) {
      const state = { isEnabled: false, disabledReason: reason, disabledAt: now };
      const change = { $set: { ...state, updatedAt: now } };
      return (await model.updateOne({ _id: id, isEnabled: true }, change)).matchedCount === 1;
    },

    async noteFailure(id, at) {
      await model.updateOne({ _id: id, failingSince: null }, { $set: { failingSince: at } });
    },

    async noteSuccess(id) {
      const change = { $set: { failingSince: null } };
      await model.updateOne({ _id: id, failingSince: { $ne: null } }, change);
    },

    async reseal(id, sealed, resealed) {
      const change = { $set: { 'secrets.$.sealed': resealed } };
      return (
        (await model.updateOne({ _id: id, 'secrets.sealed': sealed }, change)).matchedCount === 1
      );
    },

    async delete(id) {
      return (await model.deleteOne({ _id: id })).deletedCount === 1;
    },
  };
}

/** Receivers of webhooks. */
export const webhookEndpoints = defineCollection({
  name: 'webhook_endpoints',
  schema: webhookEndpointSchema,
  indexes: webhookEndpointIndexes,
  store: createWebhookEndpointStore,
});
