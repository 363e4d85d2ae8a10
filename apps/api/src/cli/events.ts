import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type LoggedEvent, replayEvents } from '@trastienda/mongo';
import { EventType } from '@trastienda/shop-contract';
import type { Database, ShopEvent } from '@trastienda/shop-db';
import { escapeUnseen } from '../start/log/escape-line.ts';
import { type Command, UsageError } from './run-commands.ts';
import { withDatabase } from './with-database.ts';

/** Events per read. */
const PAGE = 200;

/** How often `--follow` looks for new events. */
const POLL_MS = 500;

/** Events that `tail` shows of the past. */
const SHOWN = 20;

const text = { type: 'string' } as const;

function positionOf(value: string): number {
  const position = Number(value);
  if (!/^\d+$/.test(value) || !Number.isSafeInteger(position)) {
    throw new UsageError(`${value} is no position, such as 0 or 1200.`);
  }
  return position;
}

function timeOf(value: string): Date {
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) throw new UsageError(`${value} is no time like 2026-01-31.`);
  return time;
}

function typeOf(value: string): EventType {
  const type = EventType.safeParse(value);
  if (!type.success) throw new UsageError(`${value} is no type of event; see docs/EVENTS.md.`);
  return type.data;
}

interface Start {
  readonly after?: string | undefined;
  readonly since?: string | undefined;
}

/** Returns the position after which to begin; undefined when the command names none. */
async function startOf({ events }: Database, { after, since }: Start): Promise<number | undefined> {
  if (after !== undefined && since !== undefined) {
    throw new UsageError('Name a position with --after, or a time with --since.');
  }
  if (after !== undefined) return positionOf(after);
  return since === undefined ? undefined : await events.positionBefore(timeOf(since));
}

function print({ position, at, type, aggregateId, sequence, data }: LoggedEvent<ShopEvent>): void {
  const line = `${position}  ${at.toISOString()}  ${type}  ${aggregateId} #${sequence}  ${JSON.stringify(data)}`;
  console.log(escapeUnseen(line));
}

function tail(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      after: text,
      since: text,
      type: { ...text, multiple: true },
      follow: { type: 'boolean' },
    },
  });
  const types = values.type?.map(typeOf);
  return withDatabase(async ({ database: { events, ...database } }) => {
    const last = await events.lastPosition();
    const start = await startOf({ events, ...database }, values);
    let after = start ?? Math.max(0, last - SHOWN);
    const stopping = new AbortController();
    if (values.follow === true) process.once('SIGINT', () => stopping.abort());
    while (!stopping.signal.aborted) {
      const page = await events.readLog({ after, limit: PAGE, ...(types && { types }) });
      for (const event of page.events) print(event);
      after = page.through;
      if (page.events.length > 0) continue;
      if (values.follow !== true) break;
      // Rejects when the program is interrupted, which ends the loop.
      await sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => {});
    }
    return 0;
  });
}

function replay(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { after: text, since: text },
    allowPositionals: true,
  });
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError('Name one consumer.');
  return withDatabase(async ({ database }) => {
    const { events, eventConsumers } = database;
    const after = await startOf(database, values);
    if (after === undefined)
      throw new UsageError('Say where to begin: --after 0, or --since TIME.');
    const refusal = await replayEvents(database, name, after);
    if (refusal !== null) {
      const known = (await eventConsumers.list()).filter(({ isReplayable }) => isReplayable);
      const names = known.map((each) => each.name).join(', ') || 'none';
      if (refusal === 'ahead') {
        throw new UsageError(`${name} has not come to position ${after} yet, and goes on anyway.`);
      }
      const why =
        refusal === 'unknown'
          ? `There is no consumer ${name}`
          : `${name} would have a second effect for each event`;
      throw new UsageError(`${why}. These can handle events again: ${names}.`);
    }
    const last = await events.lastPosition();
    console.log(
      escapeUnseen(
        `${name} handles the events after position ${after} again; a running server begins at once, up to ${last}.`,
      ),
    );
    return 0;
  });
}

/** The command `events`: shows the log of events, and lets a consumer handle a part of it again. */
export const eventsCommand: Command = {
  name: 'events',
  usage: 'tail | replay CONSUMER [--after POSITION | --since TIME] [--type TYPE]… [--follow]',
  summary: 'show the events of the shop, or let a consumer handle them again',
  options: ['after', 'since', 'type', 'follow'],
  run: ([action, ...args]) => {
    if (action === 'tail') return tail(args);
    if (action === 'replay') return replay(args);
    throw new UsageError('Say what to do: events tail, or events replay.');
  },
};
