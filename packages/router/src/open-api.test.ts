import { validate } from '@readme/openapi-parser';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { createShopOpenApi } from './open-api.ts';
import { appRouter } from './root-router.ts';

const document = createShopOpenApi();
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

describe('the OpenAPI document of the shop', () => {
  test('has an operation for each procedure', () => {
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
  });

  test('is valid for openapi-parser', async () => {
    // The parser resolves references in what it is given.
    expect(await validate(structuredClone(document) as never)).toMatchObject({ valid: true });
  });

  test('has no problem that Redocly finds', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      // Every operation has the response `default`; tags are the namespaces of procedures.
      rules: { 'operation-4xx-response': 'off', 'tag-description': 'off' },
    });
    const problems = await lintFromString({ source: JSON.stringify(document), config });
    expect(
      problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer]),
    ).toEqual([]);
  });

  test('documents the form of an import', () => {
    expect(document.paths['/admin/products/import']?.post).toMatchObject({
      requestBody: {
        content: {
          'multipart/form-data': {
            schema: { properties: { file: { format: 'binary' } }, required: ['file'] },
          },
        },
      },
    });
  });

  test('has no path that another path hides', () => {
    // `/products/{slug}` would hide a product with the slug of a literal path beside it.
    const paths = Object.keys(document.paths);
    const shapes = paths.filter((path) => /\/\{\w+\}$/.test(path));
    const hidden = shapes.flatMap((shape) => {
      const parent = shape.slice(0, shape.lastIndexOf('/'));
      return paths.filter(
        (path) =>
          path !== shape &&
          path.startsWith(`${parent}/`) &&
          !path.slice(parent.length + 1).includes('/') &&
          Object.keys(document.paths[path] ?? {}).some(
            (method) => method in (document.paths[shape] ?? {}),
          ),
      );
    });
    expect(hidden).toEqual([]);
  });
});
