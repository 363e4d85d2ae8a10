import { AdjustStockInput, CreateProductInput } from '@trastienda/shop-contract';
import { createTranslator } from 'use-intl/core';
import { describe, expect, test } from 'vitest';
import { en } from '../messages/en.ts';
import { emptyProduct, emptyVariant } from '../products/editor/product-values.ts';
import { contractResolver } from './contract-resolver.ts';
import { issuesBelow } from './issue.ts';
import { issueText } from './issue-text.ts';

const t = createTranslator({ locale: 'en', messages: en });
const options = { fields: {}, shouldUseNativeValidation: false };

test('A schema of the contract says at each field what is wrong, in the words of the page', async () => {
  const resolve = contractResolver(AdjustStockInput, t);
  const { errors } = await resolve(
    { sku: '', change: 2_000_000, reason: '  ' },
    undefined,
    options,
  );
  expect(errors.change?.message).toBe('Must be at most 1,000,000.');
  expect(errors.reason?.message).toBe('Fill this in.');
  expect(errors.sku?.message).toBeDefined();
});

test('Fields of lists are found by their path', async () => {
  const resolve = contractResolver<CreateProductInput, CreateProductInput>(CreateProductInput, t);
  const variants = ['A', 'A'].map((sku) => ({ ...emptyVariant('EUR'), sku }));
  const { errors } = await resolve(
    { ...emptyProduct('EUR'), title: 'Mug', slug: 'mug', variants },
    undefined,
    options,
  );
  expect(errors.variants?.[1]?.sku?.message).toContain('another variant of this product');
});

test.each([
  [Number.NaN, 'Enter a number.'],
  [1.5, 'Enter a whole number.'],
])('A change of %d says: %s', async (change, text) => {
  const resolve = contractResolver(AdjustStockInput, t);
  const { errors } = await resolve({ sku: 'MUG', change, reason: 'broken' }, undefined, options);
  expect(errors.change?.message).toBe(text);
});

test('What passes is what the server gets', async () => {
  const resolve = contractResolver(AdjustStockInput, t);
  const { values } = await resolve(
    { sku: ' MUG ', change: -1, reason: ' broken ' },
    undefined,
    options,
  );
  expect(values).toEqual({ sku: 'MUG', change: -1, reason: 'broken' });
});

describe('An issue of the server', () => {
  const issue = { path: '', code: 'too_small', message: 'x', params: {} };

  test.each([
    [{ origin: 'string', minimum: 1 }, 'Fill this in.'],
    [{ origin: 'string', minimum: 15 }, 'Enter at least 15 characters.'],
    [{ origin: 'array', minimum: 2 }, 'Choose at least 2.'],
    [{ origin: 'number', minimum: 0 }, 'Must be at least 0.'],
  ])('with %o is: %s', (params, text) => {
    expect(issueText(t, { ...issue, params })).toBe(text);
  });

  test('without a translation has the words of the server', () => {
    expect(issueText(t, { ...issue, code: 'custom', message: 'must not be 0' })).toBe(
      'Not accepted: must not be 0.',
    );
  });
});

test('Issues of the part that a form edits have paths of its fields, others none', () => {
  const issues = ['changes.title', 'changes.variants.0.sku', 'revision'].map((path) => ({
    path,
    code: 'custom',
    message: '',
    params: {},
  }));
  expect(issuesBelow(issues, 'changes').map(({ path }) => path)).toEqual([
    'title',
    'variants.0.sku',
    '',
  ]);
});
