import type { RunTransaction } from '../connection/transaction.ts';
import type { EventStore } from '../events/define-events.ts';
import type { EventShape } from '../events/event-document.ts';
import type { EventConsumer } from './consumer.ts';
import type { ConsumerStore, HeldAggregate, HoldCounts, HoldKey } from './consumer-store.ts';

/** Pending events are counted up to this number. */
const MAX_PENDING = 10_000;

/** How far a consumer is. */
export interface ConsumerStatus extends HoldCounts {
  readonly name: string;
  readonly types: readonly string[];
  /** Position in the log up to which the consumer has come; null before it is registered. */
  readonly position: number | null;
  /** Events of its types after that position, counted up to 10,000. */
  readonly pending: number;
  /** Time of the first of them. */
  readonly oldestAt: Date | null;
}

export interface RelayControl {
  status(): Promise<readonly ConsumerStatus[]>;
  resume(key: HoldKey): Promise<boolean>;
  skip(key: HoldKey & { readonly sequence: number }): Promise<boolean>;
}

/** Creates what staff see of the consumers and change about them; `Relay` documents it. */
export function createRelayControl<Shape extends EventShape>(
  {
    events,
    eventConsumers,
    transaction,
  }: {
    readonly events: EventStore<Shape>;
    readonly eventConsumers: ConsumerStore;
    readonly transaction: RunTransaction;
  },
  {
    consumers,
    now,
  }: { readonly consumers: readonly EventConsumer<Shape>[]; readonly now: () => Date },
): RelayControl {
  /** Changes a held aggregate, which is tried again at once; null leaves it as it is. */
  const changeHold = (
    key: HoldKey,
    change: (hold: HeldAggregate) => { readonly sequence?: number } | null,
  ) =>
    transaction(async () => {
      await eventConsumers.lock(key.consumer);
      const hold = await eventConsumers.findHold(key);
      const changed = hold && change(hold);
      if (changed === null) return false;
      const again = { failures: 0, isParked: false, retryAt: now() };
      await eventConsumers.update(key, { ...again, ...changed });
      return true;
    });

  async function statusOf({ name, types }: EventConsumer<Shape>): Promise<ConsumerStatus> {
    const position = await eventConsumers.findPosition(name);
    const after = position ?? 0;
    const holds = await eventConsumers.countHolds(name);
    const { events: oldest } = await events.readLog({ after, types, limit: 1 });
    const pending =
      oldest.length === 0 ? 0 : await events.countLog({ after, types, limit: MAX_PENDING });
    return { name, types, position, pending, oldestAt: oldest[0]?.at ?? null, ...holds };
  }

  return {
    async status() {
      const found: ConsumerStatus[] = [];
      for (const consumer of consumers) found.push(await statusOf(consumer));
      return found;
    },
    resume: (key) => changeHold(key, () => ({})),
    skip: (key) =>
      changeHold(key, ({ sequence }) =>
        sequence === key.sequence ? { sequence: sequence + 1 } : null,
      ),
  };
}
