import { randomBytes } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import {
  type Cipher,
  createCipher,
  createWorker,
  type LoggedEvent,
  type WorkerFault,
} from '@trastienda/mongo';
import {
  CreateWebhookEndpointInput,
  OPERATOR_ORIGIN,
  type WebhookEndpointWithSecret,
} from '@trastienda/shop-contract';
import { type Database, openDatabase, type ShopEvent } from '@trastienda/shop-db';
import { openTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { createWebhooks, type WebhookOptions, type Webhooks } from '../create-webhooks.ts';
import { type Answer, startReceiver, type TestReceiver } from './receiver.ts';

/** Events of tests, by type. */
const EVENTS = {
  'order.paid': {
    aggregate: 'order',
    type: 'order.paid',
    data: { amount: 1000, currency: 'EUR', paymentId: 'p1' },
  },
  'order.note-added': { aggregate: 'order', type: 'order.note-added', data: { noteId: 'n1' } },
} as const satisfies Readonly<Record<string, ShopEvent>>;

/** No handler of these tests runs out of time. */
export const never: AbortSignal = new AbortController().signal;

type EmittedType = keyof typeof EVENTS;

/** Webhooks over a separate database for one test file, without a shop that makes events. */
export interface TestWebhooks extends Webhooks {
  readonly server: TestDatabase;
  readonly database: Database;
  /** Stands still unless advanced. */
  readonly clock: Clock;
  readonly cipher: Cipher;
  readonly faults: WorkerFault[];
  advance(seconds: number): void;
  /** Opens the same database as a second process. */
  openProcess(options?: Partial<WebhookOptions>): Webhooks;
  /** Creates an endpoint at a new receiver, which is closed after the file. */
  receive(
    input?: Partial<CreateWebhookEndpointInput>,
    answer?: Answer,
  ): Promise<WebhookEndpointWithSecret & { readonly receiver: TestReceiver }>;
  /** Has the consumer handle a new event; returns it. */
  emit(type?: EmittedType): Promise<LoggedEvent<ShopEvent>>;
  /** Writes events of these times to the log, without the consumer; returns their ids. */
  log(times: readonly Date[], type?: EmittedType): Promise<readonly string[]>;
  /** Sends all due deliveries, as a worker does; returns how many succeeded. */
  deliver(webhooks?: Webhooks): Promise<number>;
  stop(): Promise<void>;
}

async function startTestWebhooks(): Promise<TestWebhooks> {
  const { server, database, stop } = await openTestDatabase(openDatabase);
  let now = Date.now();
  const clock: Clock = { now: () => new Date(now) };
  const cipher = createCipher([{ id: 'tests', key: randomBytes(32) }]);
  const faults: WorkerFault[] = [];
  const receivers: TestReceiver[] = [];
  const openProcess: TestWebhooks['openProcess'] = (options) =>
    createWebhooks({
      ...{ database, clock, wake: () => {} },
      options: { cipher, local: 'loopback', ...options },
    });
  const own = openProcess();

  return {
    ...own,
    ...{ server, database, clock, cipher, faults, openProcess },
    advance(seconds) {
      now += seconds * 1000;
    },
    async receive(input, answer) {
      const receiver = await startReceiver(answer);
      receivers.push(receiver);
      const endpoint = { url: receiver.url, description: 'The warehouse', ...input };
      const parsed = CreateWebhookEndpointInput.parse(endpoint);
      return { ...(await own.service.create(parsed, OPERATOR_ORIGIN)), receiver };
    },
    async emit(type = 'order.note-added') {
      const at = clock.now();
      const event = {
        ...EVENTS[type],
        id: database.events.newId(at),
        aggregateId: randomBytes(12).toString('hex'),
        ...{ sequence: 1, at, requestId: 'request-1', position: 1, tags: ['orders'] },
      };
      await database.transaction(() => own.consumer.handle(event, { at, signal: never }));
      return event;
    },
    async log(times, type = 'order.note-added') {
      const ids: string[] = [];
      // Transactions commit in this order, whatever their times are.
      for (const at of times) {
        const id = database.events.newId(at);
        const event = {
          ...EVENTS[type],
          ...{ id, aggregateId: randomBytes(12).toString('hex'), sequence: 1, at, requestId: null },
          tags: [],
        };
        ids.push(id);
        await database.transaction(async () => {
          await database.events.append([event]);
          await database.events.assignPositions(1);
        });
      }
      return ids;
    },
    async deliver({ job } = own) {
      const onFault = (fault: WorkerFault) => faults.push(fault);
      return createWorker({ jobs: [job], leases: database.leases, clock, onFault }).runOnce();
    },
    async stop() {
      await Promise.all(receivers.map((receiver) => receiver.close()));
      await stop();
    },
  };
}

/** Starts webhooks for the calling test file. See `startTestWebhooks`. */
export const useTestWebhooks = () => useStarted(startTestWebhooks);
