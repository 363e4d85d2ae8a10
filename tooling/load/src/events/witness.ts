import {
  type DatabaseOf,
  defineCollection,
  defineConsumer,
  defineEvents,
  type EventConsumer,
  eventConsumers,
  leases,
  openDatabase,
  plainSchema,
} from '@trastienda/mongo';
import { EVENT_TYPES } from '@trastienda/shop-contract';

const WITNESSED = { _id: String, last: Number, wrong: [String] } as const;

/** What the witness has seen of each aggregate, in the collection `witnessed`. */
const witnessed = defineCollection({
  name: 'witnessed',
  schema: plainSchema(WITNESSED),
  store: ({ model }) => ({
    async see(aggregate: string, sequence: number): Promise<void> {
      const last = (await model.findById(aggregate).lean())?.last ?? 0;
      const wrong = sequence === last + 1 ? [] : [`${sequence} after ${last}`];
      const update = { $set: { last: sequence }, $push: { wrong: { $each: wrong } } };
      await model.updateOne({ _id: aggregate }, update, { upsert: true });
    },
    list: () => model.find().lean(),
  }),
});

const COLLECTIONS = { events: defineEvents(), eventConsumers, leases, witnessed };

export interface WitnessDatabase extends DatabaseOf<typeof COLLECTIONS> {}

export const openWitnessDatabase = (uri: string): Promise<WitnessDatabase> =>
  openDatabase({ uri, collections: COLLECTIONS });

/** Creates the consumer that notes each event that is not the next one of its aggregate. */
export function createWitness({ witnessed: store }: WitnessDatabase): EventConsumer {
  return defineConsumer({
    name: 'witness',
    types: EVENT_TYPES,
    from: 'beginning',
    handle: ({ aggregate, aggregateId, sequence }) =>
      store.see(`${aggregate} ${aggregateId}`, sequence),
  });
}
