import { EVENTS } from '@trastienda/shop-contract';
import { appRouter } from '@trastienda/shop-router';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BUYING_CASES } from '../testing/invalidation/buying-cases.ts';
import { CATALOG_CASES } from '../testing/invalidation/catalog-cases.ts';
import {
  type ChangedAnswer,
  changedAnswers,
  type Observation,
  observe,
  touchedBetween,
} from '../testing/invalidation/observe.ts';
import { ORDER_CASES } from '../testing/invalidation/order-cases.ts';
import { PRICING_CASES } from '../testing/invalidation/pricing-cases.ts';
import { STAFF, useObservedShop } from '../testing/invalidation/start-observed-shop.ts';
import { createWorld, type MutationCase } from '../testing/invalidation/world.ts';

const shop = await useObservedShop();

/** Areas on whose mutations no tagged query of the shop depends. */
const OTHER_AREAS = [
  ...['account', 'auth', 'admin.accounts', 'admin.apiKeys'],
  ...['admin.events', 'admin.webhooks', 'forms', 'admin.messages', 'admin.newsletter'],
];
const isOther = (path: string) => OTHER_AREAS.some((area) => path.startsWith(`${area}.`));

const CASES = { ...BUYING_CASES, ...CATALOG_CASES, ...ORDER_CASES, ...PRICING_CASES };

const Procedure = z.custom<{ _def: { type: string; meta: { hasTags?: boolean } } }>();
const procedures = Object.entries(z.record(z.string(), Procedure).parse(appRouter._def.procedures));

const walked = Object.entries(CASES).flatMap(([path, cases]) =>
  cases.map(({ when = '', ...each }) => ({ path, name: `${path} ${when}`.trim(), ...each })),
);

/** Paths of the queries that were answered. */
const asked = new Set<string>();

function check(changed: readonly ChangedAnswer[], expected: readonly string[]): void {
  expect(changed.filter(({ isTouched }) => !isTouched).map(({ call }) => call)).toEqual([]);
  // Otherwise the case says nothing of them.
  expect(changed.map(({ path }) => path)).toEqual(expect.arrayContaining([...expected]));
}

/** Requires that the written events have the data of their types. */
function checkEvents(before: Observation, after: Observation): void {
  for (const { type, data } of touchedBetween(before, after).written) {
    expect(EVENTS[type].data.parse(data)).toEqual(data);
  }
}

async function walk({ prepare, changes, later = [] }: MutationCase): Promise<void> {
  const world = await createWorld(shop);
  const call = await prepare(world);
  const before = await observe(shop, world.buyers);
  await call();
  const after = await observe(shop, world.buyers, before);
  for (const { path } of before.answers.values()) asked.add(path);
  checkEvents(before, after);
  check(changedAnswers(before, after), changes);
  await shop.runBackground();
  const settled = await observe(shop, world.buyers, after);
  checkEvents(after, settled);
  check(changedAnswers(after, settled), later);
}

describe('the answers that a mutation changes are touched by the tags of its events:', () => {
  test.each(walked)('$name', walk);

  test('which each mutation of the shop has a case for', () => {
    const mutations = procedures.filter(([, { _def }]) => _def.type === 'mutation');
    const missing = mutations.map(([path]) => path).filter((path) => !isOther(path));
    expect(Object.keys(CASES).sort()).toEqual(missing.sort());
  });

  test('which is noticed where an event lacks them', async () => {
    const world = await createWorld(shop);
    const before = await observe(shop, world.buyers);
    const { zoneId: id } = world;
    await shop.as(STAFF).admin.taxes.remove({ id });
    const after = await observe(shop, world.buyers, before);
    const events = new Map(
      [...after.documents.events].map(([id, event]) => [id, { ...event, tags: [] }]),
    );
    const untagged = { ...after, documents: { ...after.documents, events } };
    expect(changedAnswers(before, untagged).some(({ isTouched }) => !isTouched)).toBe(true);
  });

  test('which are those of all tagged queries', () => {
    const tagged = procedures.filter(([, { _def }]) => _def.meta.hasTags === true);
    const unasked = tagged.map(([path]) => path).filter((path) => !asked.has(path));
    expect(unasked.filter((path) => !isOther(path))).toEqual([]);
  });
});
