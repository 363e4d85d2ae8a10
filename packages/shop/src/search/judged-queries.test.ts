import { existsSync } from 'node:fs';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterAll, describe, expect, test } from 'vitest';
import { importFile, indexOf } from './testing/index-of-csv.ts';
import { DEMO_QUERIES, EXPORT_QUERIES, type JudgedQuery } from './testing/judged-queries.ts';

const { server, database } = await useTestDatabase(openDatabase);

const demo = new URL('../../../../apps/api/demo/catalog.csv', import.meta.url);
const exports = new URL('../../../../../shared/data/shopify/', import.meta.url);
const isAbsent = !existsSync(exports);

/** A query with the place of the first wanted product, from 1; 0 when it is not found. */
interface Judgment {
  readonly query: string;
  readonly place: number;
}

/** Searches the products of a file for each query. */
async function judge(file: URL, queries: readonly JudgedQuery[]): Promise<Judgment[]> {
  await server.clear();
  await importFile(database, file);
  const index = await indexOf(database);
  const judgments: Judgment[] = [];
  for (const { query, wanted } of queries) {
    const filter = { search: query };
    const { ids } = index.find({ status: 'active', filter, sort: 'relevance', limit: 100 });
    const found = await database.products.findSummaries(ids, 'active');
    const place = 1 + found.findIndex(({ slug }) => wanted.includes(slug));
    judgments.push({ query, place });
  }
  return judgments;
}

/** Expects the wanted product first in 80 % of the queries, and among five in 95 %. */
function expectGood(judgments: readonly Judgment[]): void {
  const isWithin = (last: number) => (judgment: Judgment) =>
    judgment.place >= 1 && judgment.place <= last;
  const first = judgments.filter(isWithin(1));
  const amongFive = judgments.filter(isWithin(5));
  const others = judgments.filter((judgment) => !isWithin(1)(judgment));
  const share = (part: readonly Judgment[]) => part.length / judgments.length;
  expect(share(first), `not first: ${JSON.stringify(others)}`).toBeGreaterThanOrEqual(0.8);
  expect(share(amongFive), `not first: ${JSON.stringify(others)}`).toBeGreaterThanOrEqual(0.95);
}

test('searches of the demo catalog find the product that is meant', async () => {
  expectGood(await judge(demo, DEMO_QUERIES));
});

describe.skipIf(isAbsent)('real exports (skipped where ../shared/data is absent)', () => {
  const all: Judgment[] = [];
  for (const [name, queries] of Object.entries(EXPORT_QUERIES)) {
    test(`searches of ${name} find the product that is meant`, async () => {
      const judgments = await judge(new URL(`${name}.csv`, exports), queries);
      all.push(...judgments);
      expectGood(judgments);
    });
  }
  afterAll(() => expectGood(all));
});
