import { COMMON_REASONS } from '@trastienda/procedures';
import { ERRORS } from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { findProcedure } from './find-procedure.ts';
import { appRouter } from './root-router.ts';

const procedures = Object.keys(appRouter._def.procedures).map((path) => {
  const found = findProcedure(path);
  if (found === null) throw new Error(`${path} is not found.`);
  return { path, type: found.type, ...found.meta };
});

describe('every procedure', () => {
  test.each(procedures)('$path has a summary for the reference, of one line', ({ summary }) => {
    expect(summary).toMatch(/^[A-Z][^\n]{2,90}[^.\s]$/);
  });

  test.each(procedures)('$path promises reasons of the error table', ({ errors }) => {
    expect(errors.filter((reason) => !(reason in ERRORS))).toEqual([]);
    expect(errors.filter((reason) => COMMON_REASONS.some((each) => each === reason))).toEqual([]);
  });

  test.each(procedures)(
    '$path says what repeating it does, if it changes anything',
    (procedure) => {
      const { type, idempotency } = procedure;
      expect(idempotency === null).toBe(type !== 'mutation');
    },
  );

  test('that lists pages may fail with CURSOR_INVALID', () => {
    const lists = procedures.filter(({ path }) => /\.(?:list|search|movements|events)$/.test(path));
    expect(lists.length).toBeGreaterThan(12);
    const silent = lists.filter(({ errors }) => !errors.includes('CURSOR_INVALID'));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

test('what moves stock or money has an idempotency key, and what would otherwise be added twice', () => {
  const keyed = procedures.filter(({ idempotency }) => idempotency === 'key');
  expect(keyed.map(({ path }) => path).sort()).toEqual([
    'addresses.add',
    'admin.messages.answer',
    'admin.orders.addNote',
    'admin.orders.cancel',
    'admin.orders.changeAddress',
    'admin.orders.fulfil',
    'admin.orders.refund',
    'admin.orders.resolveReturn',
    'admin.orders.revokeLinks',
    'admin.stock.adjust',
    'admin.stock.receive',
    'checkout.amend',
    'checkout.cancel',
    'checkout.complete',
    'checkout.pay',
    'checkout.start',
    'orders.cancel',
    'orders.requestReturn',
  ]);
});
