import { replayEvents } from '@trastienda/mongo';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { STAFF, useTestOrders } from '../../testing/start-test-orders.ts';
import { createReportService } from '../create-report-service.ts';
import { feedReports, readAll } from '../testing/feed-reports.ts';
import { createRandomShop, Deeds } from '../testing/random-shop.ts';
import { RebuildConflictError, type RebuildDifference } from './rebuild-options.ts';
import { rebuildReports } from './rebuild-reports.ts';

const timeZone = 'Europe/Madrid';
const shop = await useTestOrders({ timeZone });
const { database, clock } = shop;
const random = await createRandomShop(shop);
const deps = { database, clock, timeZone };

interface Row {
  readonly _id: string;
  readonly generation: string;
  readonly day: string;
  readonly kind: string;
  readonly figures: Readonly<Record<string, number>>;
}

const readRows = () => readAll<Row>(shop, 'report_rows');

/** The rows without their generation, and without figures that have become 0 again. */
async function readContents() {
  const rows = await readRows();
  return rows.map(({ _id, generation, figures, ...row }) => ({
    ...{ ...row, place: _id.slice(generation.length) },
    figures: Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== 0)),
  }));
}

async function rebuild(more: Partial<typeof deps> = {}) {
  const differences: RebuildDifference[] = [];
  const result = await rebuildReports(
    { ...deps, ...more },
    { graceMs: 0, onDifference: (difference) => differences.push(difference) },
  );
  return { ...result, differences };
}

const damage = (filter: object, update: object) =>
  shop.server.withClient(async (client) => {
    await client.db().collection('report_rows').updateOne(filter, update);
  });

beforeEach(async () => {
  await feedReports(shop);
});

test('Roll-ups that are rebuilt equal the live ones, and replace them', async () => {
  await fc.assert(
    fc.asyncProperty(Deeds, async (deeds) => {
      // What happens at random may leave no row.
      await shop.boughtLines();
      await random.happen(deeds);
      await feedReports(shop);
      const [before] = await readRows();
      const contents = await readContents();
      const { differences, rows } = await rebuild();
      expect(differences).toEqual([]);
      expect(rows).toBe(contents.length);
      const after = await readContents();
      expect(after.filter(({ figures }) => Object.keys(figures).length > 0)).toEqual(
        contents.filter(({ figures }) => Object.keys(figures).length > 0),
      );
      const generations = new Set((await readRows()).map(({ generation }) => generation));
      expect(generations.size).toBe(1);
      expect(generations).not.toContain(before?.generation);
    }),
    { numRuns: runCount(1, 6), endOnFailure: true },
  );
});

test('Figures that differ are reported, and corrected', async () => {
  await shop.boughtLines();
  await feedReports(shop);
  const contents = await readContents();
  await damage({ kind: 'total', 'figures.sales': { $gt: 0 } }, { $inc: { 'figures.sales': 7 } });
  const { differences } = await rebuild();
  expect(differences).toMatchObject([{ kind: 'total', figure: 'sales' }]);
  const [{ kept = 0, rebuilt = 0 } = {}] = differences;
  expect(kept - rebuilt).toBe(7);
  expect(await readContents()).toEqual(contents);
  expect((await rebuild()).differences).toEqual([]);
});

test('Events that are handled while a rebuild runs are in both roll-ups, once', async () => {
  await shop.boughtLines();
  let isFirst = true;
  const differences: RebuildDifference[] = [];
  await feedReports(shop);
  const result = await rebuildReports(
    {
      ...deps,
      database: {
        ...database,
        events: {
          ...database.events,
          async readLog(query) {
            if (isFirst) {
              isFirst = false;
              await shop.boughtLines();
              await feedReports(shop);
            }
            return await database.events.readLog(query);
          },
        },
      },
    },
    { graceMs: 0, onDifference: (difference) => differences.push(difference) },
  );
  expect(differences).toEqual([]);
  expect(result.rows).toBeGreaterThan(0);
  expect((await rebuild()).differences).toEqual([]);
});

test('Events of an aggregate that is held back are left to the consumer', async () => {
  const bought = await shop.bought('pending');
  await feedReports(shop);
  const position = (await database.eventConsumers.findPosition('sales-reports')) ?? 0;
  await shop.orderAdmin.cancel(shop.callInput(bought), STAFF);
  const failing = { ...database.orders, find: () => Promise.reject(new Error('no')) };
  const broken = shop.openProcess({ database: { ...database, orders: failing } });
  await broken.background.runOnce();
  expect(await database.eventConsumers.findPosition('sales-reports')).toBeGreaterThan(position);
  expect((await rebuild()).differences).toEqual([]);
  shop.advance(3600);
  await feedReports(shop);
  expect((await rebuild()).differences).toEqual([]);
});

test('A rebuild for another time zone compares the sums of all days', async () => {
  await shop.boughtLines();
  await feedReports(shop);
  const elsewhere = createReportService({ database, timeZone: 'Asia/Tokyo' });
  const range = { from: '2000-01-01', to: '2000-12-31', interval: 'day' } as const;
  await expect(elsewhere.sales(range)).rejects.toMatchObject({
    reason: 'REPORTS_REBUILD_REQUIRED',
  });
  const { differences, formerTimeZone } = await rebuild({ timeZone: 'Asia/Tokyo' });
  expect(differences).toEqual([]);
  expect(formerTimeZone).toBe(timeZone);
  expect(await elsewhere.sales(range)).toMatchObject({ currencies: [] });
  // The shop's consumer goes on with the days of the roll-ups.
  await shop.boughtLines();
  await feedReports(shop);
  expect((await rebuild({ timeZone: 'Asia/Tokyo' })).differences).toEqual([]);
  await damage({ kind: 'country' }, { $inc: { 'figures.tax': 3 } });
  expect((await rebuild()).differences).toMatchObject([
    { day: null, kind: 'country', figure: 'tax' },
  ]);
});

test('Of two rebuilds at once one fails, and a rebuild that was killed leaves nothing behind', async () => {
  await shop.boughtLines();
  await feedReports(shop);
  const contents = await readContents();
  const signal = AbortSignal.abort(new Error('killed'));
  await expect(rebuildReports(deps, { signal, graceMs: 0 })).rejects.toThrow('killed');
  expect(await database.reports.findState()).toMatchObject({ building: { timeZone } });
  const both = await Promise.allSettled([rebuild(), rebuild()]);
  const failed = both.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  expect(failed).toEqual([expect.any(RebuildConflictError)]);
  expect(await readContents()).toEqual(contents);
  expect(await database.reports.findState()).toMatchObject({ building: null });
});

test('The consumer cannot be replayed, which would count events twice', async () => {
  expect(await replayEvents(database, 'sales-reports', 0)).toBe('not-replayable');
});
