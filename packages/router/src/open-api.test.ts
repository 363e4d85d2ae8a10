import { validate } from '@readme/openapi-parser';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import type { ErrorTable } from '@trastienda/base';
import { restRoutes } from '@trastienda/procedures/openapi';
import { ERRORS } from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { findProcedure } from './find-procedure.ts';
import { createShopOpenApi } from './open-api.ts';
import { appRouter } from './root-router.ts';

const Content = z.object({
  'application/json': z.object({ example: z.unknown().optional() }),
});
const Operation = z.object({
  parameters: z.array(z.object({ name: z.string().optional(), example: z.unknown().optional() })),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.object({ 200: z.object({ content: Content }) }),
});
const Failure = z.object({
  content: z.object({
    'application/json': z.object({
      examples: z.record(z.string(), z.object({ value: z.object({ details: z.unknown() }) })),
    }),
  }),
});
const table: ErrorTable = ERRORS;

const document = createShopOpenApi();
const operations = Object.values(document.paths).flatMap((item) => Object.values(item));

describe('the OpenAPI document of the shop', () => {
  test('has an operation for each procedure but subscriptions', () => {
    const ids = operations.map(({ operationId }) => operationId);
    const paths = Object.keys(appRouter._def.procedures);
    const called = paths.filter((path) => findProcedure(path)?.type !== 'subscription');
    expect(ids.toSorted()).toEqual(called.toSorted());
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

  test('has the procedures of staff in a group', () => {
    const groups = z
      .array(z.object({ name: z.string(), tags: z.array(z.string()) }))
      .parse(document['x-tagGroups']);
    expect(groups.map(({ name }) => name)).toEqual(['Shop', 'Staff']);
    expect(groups[0]?.tags).toContain('catalog');
    expect(groups[1]?.tags).toContain('admin.products');
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

  describe('has examples of', () => {
    const procedures = restRoutes(appRouter)
      .map(({ procedure }) => procedure)
      .filter(({ meta }) => !meta.takesForm);

    test.each(procedures.map((procedure) => [procedure.path, procedure] as const))(
      '%s, which its schemas accept',
      (path, { inputs, output }) => {
        const operation = Operation.parse(operations.find((one) => one.operationId === path));
        const inParameters = operation.parameters.flatMap(({ name, example }) =>
          name === undefined || example === undefined ? [] : [[name, example]],
        );
        const body = operation.requestBody?.content['application/json'];
        const input = { ...Object.fromEntries(inParameters), ...Object(body?.example) };
        for (const schema of inputs) {
          expect(z.safeParse(schema, input).error).toBeUndefined();
          if (body !== undefined) expect(body).toHaveProperty('example');
        }
        const { example } = operation.responses['200'].content['application/json'];
        expect(example).toBeDefined();
        expect(z.safeParse(output, example).error).toBeUndefined();
      },
    );

    test('every reason, with details of its form', () => {
      const seen = new Set<string>();
      for (const response of Object.values(document.components.responses ?? {})) {
        const { examples } = Failure.parse(response).content['application/json'];
        for (const [reason, { value }] of Object.entries(examples)) {
          seen.add(reason);
          const definition = table[reason];
          expect(definition, reason).toBeDefined();
          const details = definition?.details ?? z.strictObject({});
          expect(z.safeParse(details, value.details).error, reason).toBeUndefined();
        }
      }
      expect(seen).toContain('STOCK_INSUFFICIENT');
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
