import {
  type CollectionContext,
  defineCollection,
  type StoreDefinition,
} from '../collections/define-collection.ts';
import { newId } from '../ids/new-id.ts';
import { decodeCursor, encodeCursor } from '../paging/list-cursor.ts';
import type { Page, PageQuery } from '../paging/page.ts';
import type { ConsumerDocument, HoldDocument } from './consumer-document.ts';
import { consumerSchema, eventHolds } from './consumer-schema.ts';

/** An aggregate of which a consumer holds back the events from `sequence` on. */
export interface HeldAggregate extends Omit<HoldDocument, '_id'> {
  readonly id: string;
}

/** Names an aggregate that a consumer holds back. */
export interface HoldKey {
  readonly consumer: string;
  readonly aggregate: string;
  readonly aggregateId: string;
}

/** Numbers of the held aggregates of a consumer. */
export interface HoldCounts {
  /** Those that will be tried again. */
  readonly retrying: number;
  /** Those that wait for staff. */
  readonly parked: number;
}

/** A consumer to register: its position is where it begins. */
export interface NewConsumer extends Pick<ConsumerDocument, 'position' | 'isReplayable' | 'types'> {
  readonly name: string;
}

/** Another version of a consumer handles types of events that this one would pass over. */
export class ConsumerOutdatedError extends Error {
  override readonly name = 'ConsumerOutdatedError';

  constructor(consumer: string, types: readonly string[]) {
    super(
      `Another version of ${consumer} handles ${types.join(', ')}: this one waits. Types that it handles no more belong into formerTypes.`,
    );
  }
}

/** A consumer holds so much back that it goes no further. */
export class TooManyHoldsError extends Error {
  override readonly name = 'TooManyHoldsError';

  constructor(consumer: string, holds: number) {
    super(`${consumer} waits: it holds ${holds} aggregates back.`);
  }
}

/** Progress of the consumers of events. What changes it belongs into one transaction with `lock`. */
export interface ConsumerStore {
  /** Records a consumer; one that is known already keeps its position. */
  register(consumer: NewConsumer, at: Date): Promise<void>;
  /** Lists the registered consumers, by name. */
  list(): Promise<readonly NewConsumer[]>;
  /** Returns the consumer's position; null when it is not registered. */
  findPosition(name: string): Promise<number | null>;
  /**
   * Returns the position within a transaction, which no other can change meanwhile.
   * @throws {ConsumerOutdatedError} when the consumer has types besides those that the caller knows.
   */
  lock(name: string, knownTypes?: ReadonlySet<string>): Promise<number | null>;
  /**
   * Moves the position within a transaction, which no other can change meanwhile, and returns the
   * revision that this makes; null when the position is not `after` any more.
   * @throws {ConsumerOutdatedError} when the consumer has types besides those that the caller knows.
   */
  advance(
    name: string,
    part: { readonly after: number; readonly through: number },
    knownTypes: ReadonlySet<string>,
  ): Promise<number | null>;
  /** Sets the position; requires `lock`. */
  moveTo(name: string, position: number): Promise<void>;
  /** Holds an aggregate back from an event on; requires `lock`. */
  hold(hold: Omit<HeldAggregate, 'id'>): Promise<void>;
  /** Changes a held aggregate; requires `lock`. */
  update(
    key: HoldKey,
    change: Partial<
      Pick<HeldAggregate, 'sequence' | 'failures' | 'retryAt' | 'isParked' | 'error'>
    >,
  ): Promise<void>;
  /** Ends the holding back of an aggregate, or of all; requires `lock`. */
  release(key: HoldKey | Pick<HoldKey, 'consumer'>): Promise<void>;
  findHold(key: HoldKey): Promise<HeldAggregate | null>;
  /** Returns the keys of all aggregates that a consumer holds back, as `keyOf` builds them. */
  listHeldKeys(name: string): Promise<ReadonlySet<string>>;
  /** Lists held aggregates that are to be tried again, the longest overdue first. */
  listDue(name: string, now: Date, limit: number): Promise<readonly HeldAggregate[]>;
  /**
   * Lists held aggregates of a consumer by aggregate and id.
   * @throws {BaseError} CURSOR_INVALID.
   */
  listHolds(name: string, page: PageQuery): Promise<Page<HeldAggregate>>;
  countHolds(name: string): Promise<HoldCounts>;
}

/** Names an aggregate in one text. */
export const keyOf = ({ aggregate, aggregateId }: Pick<HoldKey, 'aggregate' | 'aggregateId'>) =>
  `${aggregate} ${aggregateId}`;

/** Throws when a consumer has types that a caller would pass over. */
function requireKnown(
  consumer: ConsumerDocument | null,
  known: ReadonlySet<string> | undefined,
): void {
  if (consumer === null || known === undefined) return;
  const unknown = (consumer.types ?? []).filter((type) => !known.has(type));
  if (unknown.length > 0) throw new ConsumerOutdatedError(consumer._id, unknown);
}

const toHeld = ({ _id, ...hold }: HoldDocument): HeldAggregate => ({ id: _id, ...hold });

function createConsumerStore({
  model,
  models: { holds },
}: CollectionContext<ConsumerDocument, { holds: HoldDocument }>): ConsumerStore {
  const pick = ({ consumer, aggregate, aggregateId }: HoldKey) => ({
    consumer,
    aggregate,
    aggregateId,
  });

  return {
    async register({ name, position, isReplayable, types }, createdAt) {
      await model.updateOne(
        { _id: name },
        {
          $set: { isReplayable },
          // A transaction that moves the position conflicts with it, and sees the types then.
          $addToSet: { types: { $each: [...types] } },
          $setOnInsert: { position, revision: 0, createdAt },
        },
        { upsert: true },
      );
    },

    async list() {
      const found = await model.find().sort({ _id: 1 }).lean<ConsumerDocument[]>();
      return found.map(({ _id: name, position, isReplayable, types = [] }) => ({
        name,
        position,
        isReplayable,
        types,
      }));
    },

    async findPosition(name) {
      return (await model.findById(name).lean<ConsumerDocument>())?.position ?? null;
    },

    async lock(name, knownTypes) {
      const locked = await model
        .findOneAndUpdate({ _id: name }, { $inc: { revision: 1 } })
        .lean<ConsumerDocument>();
      requireKnown(locked, knownTypes);
      return locked?.position ?? null;
    },

    async advance(name, { after, through }, knownTypes) {
      const moved = await model
        .findOneAndUpdate(
          { _id: name, position: after },
          { $inc: { revision: 1 }, $set: { position: through } },
        )
        .lean<ConsumerDocument>();
      requireKnown(moved, knownTypes);
      return moved && moved.revision + 1;
    },

    async moveTo(name, position) {
      await model.updateOne({ _id: name }, { $set: { position } });
    },

    async hold(hold) {
      await holds.create({ _id: newId(hold.heldAt), ...hold });
    },

    async update(key, change) {
      await holds.updateOne(pick(key), { $set: change });
    },

    async release(key) {
      await holds.deleteMany('aggregate' in key ? pick(key) : { consumer: key.consumer });
    },

    async findHold(key) {
      const found = await holds.findOne(pick(key)).lean<HoldDocument>();
      return found && toHeld(found);
    },

    async listHeldKeys(consumer) {
      const found = await holds
        .find({ consumer }, { aggregate: 1, aggregateId: 1 })
        .lean<HoldDocument[]>();
      return new Set(found.map(keyOf));
    },

    async listDue(consumer, now, limit) {
      const found = await holds
        .find({ consumer, isParked: false, retryAt: { $lte: now } })
        .sort({ retryAt: 1 })
        .limit(limit)
        .lean<HoldDocument[]>();
      return found.map(toHeld);
    },

    async listHolds(consumer, { limit, cursor }) {
      const list = 'holds';
      const query = holds.find({ consumer });
      if (cursor !== undefined) {
        const place = decodeCursor(list, cursor);
        const space = place.indexOf(' ');
        const aggregate = place.slice(0, space);
        const aggregateId = place.slice(space + 1);
        query.and([
          {
            $or: [
              { aggregate: { $gt: aggregate } },
              { aggregate, aggregateId: { $gt: aggregateId } },
            ],
          },
        ]);
      }
      const found = await query
        .sort({ aggregate: 1, aggregateId: 1 })
        .limit(limit + 1)
        .lean<HoldDocument[]>();
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return {
        items: page.map(toHeld),
        nextCursor: last === undefined ? null : encodeCursor(list, keyOf(last)),
      };
    },

    async countHolds(consumer) {
      const [retrying, parked] = await Promise.all(
        [false, true].map((isParked) => holds.countDocuments({ consumer, isParked })),
      );
      return { retrying: retrying ?? 0, parked: parked ?? 0 };
    },
  };
}

/** Progress of the consumers of an application's events. */
export const eventConsumers: StoreDefinition<ConsumerStore> = defineCollection({
  name: 'event_consumers',
  schema: consumerSchema,
  models: { holds: eventHolds },
  store: createConsumerStore,
});
