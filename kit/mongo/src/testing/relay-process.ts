import type { Clock } from '@trastienda/base';
import { defineConsumer, type EventConsumer } from '../relay/consumer.ts';
import { createRelay, type RelayOptions } from '../relay/create-relay.ts';
import { createWorker } from '../worker/create-worker.ts';
import type { openNotes } from './open-notes.ts';

type NotesDatabase = Awaited<ReturnType<typeof openNotes>>;
export type NotesEvent = Parameters<NotesDatabase['events']['record']>[0];

export const nameOf = ({ aggregateId, sequence }: { aggregateId: string; sequence: number }) =>
  `${aggregateId}${sequence}`;

interface CopiesOptions extends Partial<Pick<EventConsumer, 'from' | 'redact'>> {
  readonly name?: string;
  readonly check?: (name: string) => Promise<void> | void;
}

/** Helps tests to bring events to consumers. */
export function createRelayTools(database: NotesDatabase, clock: Clock) {
  const { events, eventConsumers, notes } = database;
  return {
    record: (aggregateId: string, overrides: Partial<NotesEvent> = {}) =>
      database.transaction(() => {
        const data = { words: 1, title: 'Milk' };
        const event = { aggregate: 'note', aggregateId, type: 'note.written', data } as const;
        return events.record({ ...event, ...overrides }, { at: clock.now(), requestId: null });
      }),

    /** Creates a consumer that writes a note about each event, which fails when there is one. */
    createCopies({ name = 'copies', check = () => {}, ...options }: CopiesOptions = {}) {
      const tried: string[] = [];
      const consumer = defineConsumer<NotesEvent, 'note.written' | 'note.shared'>({
        ...{ name, types: ['note.written', 'note.shared'], from: 'beginning' },
        async handle(event) {
          tried.push(nameOf(event));
          const previous = { ...event, sequence: event.sequence - 1 };
          const isFirst = previous.sequence === 0;
          if (!isFirst && (await notes.find(`${name}-${nameOf(previous)}`)) === null) {
            throw new Error(`${nameOf(event)} is out of order.`);
          }
          await notes.insert(`${name}-${nameOf(event)}`, event.data.title ?? 'Untitled');
          await check(nameOf(event));
        },
        ...options,
      });
      return { consumer, tried };
    },

    /** Creates a process with these consumers, whose faults are collected. */
    createProcess(
      consumers: readonly EventConsumer<NotesEvent>[] = [],
      options: Pick<RelayOptions<NotesEvent>, 'handleMs'> = {},
    ) {
      const faults: unknown[] = [];
      const relay = createRelay({ database, consumers, clock, ...options });
      const worker = createWorker({
        ...{ jobs: relay.jobs, leases: database.leases, clock },
        onFault: ({ error }) => faults.push(error),
      });
      return { relay, worker, faults, run: () => worker.runOnce() };
    },

    copies: async (name = 'copies') =>
      (await notes.list()).items
        .flatMap(({ _id }) => (_id.startsWith(`${name}-`) ? [_id.slice(name.length + 1)] : []))
        .sort(),

    heldOf: async (name = 'copies') => (await eventConsumers.listHolds(name, { limit: 99 })).items,
  };
}
