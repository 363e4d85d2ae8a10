import { createDeferred, type Deferred, startTestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { maxReadMs, runBefore } from '../connection/deadlines.ts';
import { openDatabase } from '../open-database.ts';
import { createLoader } from './create-loader.ts';
import { defineCollection } from './define-collection.ts';
import { defineSchema } from './define-schema.ts';

interface Counter {
  readonly _id: string;
  readonly value: number;
}

/** The queries of the loader: their keys, and the time that they have on the server. */
const sent: { readonly keys: readonly string[]; readonly maxMs: number }[] = [];
/** Called when a query has been answered, before the loader hears of it. */
let answered: () => Promise<void> = async () => {};

const counters = defineCollection({
  name: 'counters',
  schema: defineSchema<Counter>(
    { _id: { type: String, required: true }, value: { type: Number, required: true } },
    { versionKey: false },
  ),
  store: ({ connection, model }) => {
    const byId = createLoader({
      connection,
      maxKeys: 4,
      async read(keys) {
        const maxMs = maxReadMs();
        sent.push({ keys, maxMs });
        const found = await model
          .find({ _id: { $in: keys } })
          .maxTimeMS(maxMs)
          .lean<Counter[]>();
        await answered();
        return new Map(found.map(({ _id, value }) => [_id, value]));
      },
    });
    return {
      load: (id: string) => byId.load(id),
      loadMany: (ids: readonly string[]) => byId.loadMany(ids),
      async set(id: string, value: number) {
        await model.updateOne({ _id: id }, { $max: { value } }, { upsert: true });
      },
    };
  },
});

const server = await useStarted(startTestDatabase);
const database = await openDatabase({ uri: server.uri, collections: { counters } });
const { load, loadMany, set } = database.counters;
afterAll(() => database.close());

beforeEach(async () => {
  answered = async () => {};
  await server.clear();
  sent.length = 0;
});

const sentKeys = () => sent.map(({ keys }) => keys);

/** Holds back the answer of the next query until it is let go. */
function holdNext() {
  const [arrived, released] = [createDeferred<void>(), createDeferred<void>()];
  answered = async () => {
    answered = async () => {};
    arrived.resolve();
    await released.promise;
  };
  return { arrived: arrived.promise, release: () => released.resolve() };
}

describe('keys of one turn of the event loop', () => {
  test('share a query, and equal ones are read once', async () => {
    await set('a', 1);
    await set('b', 2);
    expect(await Promise.all([load('a'), load('b'), load('a'), load('none')])).toEqual([
      ...[1, 2, 1],
      null,
    ]);
    expect(sentKeys()).toEqual([['a', 'b', 'none']]);
  });

  test('share it whether calls ask for one or for several', async () => {
    await set('a', 1);
    await set('b', 2);
    expect(await Promise.all([loadMany(['b', 'none', 'a', 'b']), load('a')])).toEqual([[2, 1], 1]);
    expect(sentKeys()).toEqual([['b', 'none', 'a']]);
    expect(await loadMany([])).toEqual([]);
    expect(sent).toHaveLength(1);
  });

  test('are split over queries of bounded size; a larger call has a separate one', async () => {
    const larger = ['1', '2', '3', '4', '5'];
    await Promise.all([load('a'), loadMany(['b', 'c', 'd']), load('e'), loadMany(larger)]);
    expect(sentKeys()).toEqual([larger, ['a', 'b', 'c', 'd'], ['e']]);
  });

  test('are rejected together when their query fails, and later ones are not', async () => {
    answered = async () => {
      answered = async () => {};
      throw new Error('lost');
    };
    const first = await Promise.allSettled([load('a'), load('b')]);
    expect(first).toMatchObject([{ reason: { message: 'lost' } }, { reason: { message: 'lost' } }]);
    expect(await load('a')).toBeNull();
  });
});

test('A read does not join a query that was sent before it', async () => {
  await set('a', 1);
  const held = holdNext();
  const before = load('a');
  await held.arrived;
  await set('a', 2);
  expect(await load('a')).toBe(2);
  held.release();
  expect(await before).toBe(1);
});

test('A read in a transaction has a separate query, which sees what the transaction wrote', async () => {
  await set('a', 1);
  const [written, seen] = [createDeferred<void>(), createDeferred<void>()];
  const inside = database.transaction(async () => {
    await set('a', 2);
    written.resolve();
    const [one, [other]] = [await load('a'), await loadMany(['a'])];
    await seen.promise;
    return [one, other];
  });
  await written.promise;
  expect(await load('a')).toBe(1);
  seen.resolve();
  expect(await inside).toEqual([2, 2]);
});

describe('a deadline', () => {
  const deadlineOf = (leftMs: number) => ({ totalMs: leftMs, remainingMs: () => leftMs });
  const loadBefore = (leftMs: number) => runBefore(deadlineOf(leftMs), () => load('a'));

  test('ends the wait of the caller who has it, and of no other', async () => {
    await set('a', 1);
    const held = holdNext();
    const [brief, patient] = [loadBefore(1), loadBefore(4_000)];
    await expect(brief).rejects.toMatchObject({ reason: 'DEADLINE_EXCEEDED' });
    await held.arrived;
    held.release();
    expect(await patient).toBe(1);
    expect(sent).toHaveLength(1);
  });

  test('of the caller with most time left is that of the query', async () => {
    await Promise.all([loadBefore(2_000), loadBefore(3_000), loadBefore(1_000)]);
    await Promise.all([loadBefore(2_000), load('a')]);
    expect(sent.map(({ maxMs }) => maxMs)).toEqual([3_000, 5_000]);
  });
});

const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const steps = fc.oneof(
  fc.record({ kind: fc.constantFrom('write', 'write and wait', 'read', 'read inside'), id: ids }),
  fc.record({ kind: fc.constant('read many'), ids: fc.array(ids, { maxLength: 6 }) }),
  fc.record({ kind: fc.constantFrom('next turn', 'hold', 'release') }),
);

type Step = typeof steps extends fc.Arbitrary<infer Each> ? Each : never;

test('A read that begins after a write was acknowledged sees it, however they interleave', async () => {
  const run = async (all: readonly Step[]) => {
    await server.clear();
    // While they are held, queries have been answered and the loader does not know it yet.
    let held: Deferred<void> | null = null;
    answered = () => held?.promise ?? Promise.resolve();
    const release = () => {
      held?.resolve();
      held = null;
    };
    const acknowledged = new Map<string, number>();
    const leastOf = (id: string) => acknowledged.get(id) ?? 0;
    let value = 0;
    const write = async (id: string) => {
      value += 1;
      const own = value;
      await set(id, own);
      acknowledged.set(id, Math.max(own, leastOf(id)));
    };
    const read = async (id: string) => {
      const least = leastOf(id);
      expect((await load(id)) ?? 0).toBeGreaterThanOrEqual(least);
    };
    const readMany = async (given: readonly string[]) => {
      const known = [...new Set(given)].filter((id) => acknowledged.has(id));
      const least = known.map(leastOf);
      const values = await loadMany(known);
      expect(values).toHaveLength(known.length);
      for (const [index, found] of values.entries()) {
        expect(found).toBeGreaterThanOrEqual(least[index] ?? 0);
      }
    };
    const pending: Promise<unknown>[] = [];
    for (const step of all) {
      if ('ids' in step) pending.push(readMany(step.ids));
      else if ('id' in step) {
        const { id } = step;
        if (step.kind === 'write and wait') await write(id);
        else if (step.kind === 'write') pending.push(write(id));
        else if (step.kind === 'read') pending.push(read(id));
        else pending.push(database.transaction(() => read(id)));
      } else if (step.kind === 'hold') held ??= createDeferred<void>();
      else if (step.kind === 'release') release();
      else await new Promise((resolve) => setImmediate(resolve));
    }
    release();
    await Promise.all(pending);
  };
  await fc.assert(fc.asyncProperty(fc.array(steps, { minLength: 20, maxLength: 40 }), run), {
    numRuns: 50,
  });
});
