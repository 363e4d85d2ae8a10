import type { DetailsOf, ErrorTable } from '@trastienda/base';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { z } from 'zod';
import { ERRORS } from './error-table.ts';
import { isShopError, ShopError } from './shop-error.ts';

const definitions: ErrorTable = { ...ERRORS };
const schemas = Object.entries(definitions).flatMap(([reason, { details: schema }]) =>
  schema === undefined ? [] : [{ reason, schema }],
);

describe('the details of a reason', () => {
  test.each(schemas)('$reason: are a JSON object that parsing does not transform', ({ schema }) => {
    const output = z.toJSONSchema(schema, { io: 'output' });
    const forms = output.oneOf ?? [output];
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) expect(form).toMatchObject({ type: 'object' });
    // Unknown keys are stripped, not rejected: only the output excludes them.
    const input = JSON.stringify(z.toJSONSchema(schema, { io: 'input' }));
    expect(input).toBe(JSON.stringify(output).replaceAll(',"additionalProperties":false', ''));
  });

  test('narrow with the reason of an error', () => {
    const error: unknown = new ShopError('STOCK_INSUFFICIENT', {
      details: { sku: 'MUG', available: 1 },
    });
    if (!isShopError(error, 'STOCK_INSUFFICIENT')) return expect.unreachable();
    expect(error.details.available).toBe(1);
    expectTypeOf(error.details).toEqualTypeOf<{ sku: string; available: number }>();
  });

  test('of a full cart have the form of its limit', () => {
    const read = (details: DetailsOf<typeof ERRORS, 'CART_FULL'>) =>
      details.limit === 'line-quantity' ? details.sku : details.max;
    expect(read({ limit: 'line-quantity', max: 9999, sku: 'MUG' })).toBe('MUG');
    expect(read({ limit: 'lines', max: 100 })).toBe(100);
    // @ts-expect-error: only the quantity of a line is about a SKU.
    new ShopError('CART_FULL', { details: { limit: 'lines', max: 100, sku: 'MUG' } });
  });

  test('of a refused discount name one of the known reasons', () => {
    const details = { code: 'TEN', reason: 'used-up' } as const;
    expect(new ShopError('DISCOUNT_REFUSED', { details }).details).toEqual(details);
    // @ts-expect-error: no reason to refuse a discount.
    new ShopError('DISCOUNT_REFUSED', { details: { code: 'TEN', reason: 'bored' } });
  });
});
