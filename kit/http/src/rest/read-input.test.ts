import { BASE_ERRORS, defineErrors, defineRoles } from '@trastienda/base';
import { createProcedures } from '@trastienda/procedures';
import { restRoutes } from '@trastienda/procedures/openapi';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createRouteFinder } from './find-route.ts';
import { createInputReader } from './read-input.ts';

const { t, mutation, query } = createProcedures<object>()({
  errors: defineErrors(BASE_ERRORS, {}),
  roles: defineRoles({ permissions: [], roles: { member: [] } }),
  limits: [],
});

/** A schema that contains itself. */
const Tree: z.ZodObject = z.object({
  id: z.int(),
  depth: z.int().optional(),
  inner: z.lazy(() => z.array(Tree)).optional(),
});

const declared = { access: 'public', summary: 'Handles a tree', output: z.null() } as const;
const router = t.router({
  find: query({ ...declared, input: Tree, http: 'GET /trees/{id}' }, async () => null),
  save: mutation(
    { ...declared, input: Tree, idempotency: 'natural', http: 'PUT /trees/{id}' },
    async () => null,
  ),
  plant: mutation(
    {
      ...declared,
      input: z.object({ id: z.int(), tree: Tree }),
      idempotency: 'natural',
      http: 'POST /trees/{id}/trees',
    },
    async () => null,
  ),
});
const findRoute = createRouteFinder(restRoutes(router));
const readInput = createInputReader();

async function read(method: string, path: string, body?: object): Promise<unknown> {
  const found = findRoute(method, path.split('?')[0] ?? '');
  if (found.route === null) return expect.unreachable();
  const request = new Request(`http://localhost/${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  return readInput(found, request);
}

test('the input of a route may contain itself', async () => {
  expect(await read('GET', 'trees/1?depth=2')).toEqual({ id: 1, depth: 2 });
  const inner = [{ id: 2, inner: [{ id: 3 }] }];
  expect(await read('PUT', 'trees/1', { inner })).toEqual({ id: 1, inner });
  expect(await read('POST', 'trees/1/trees', { tree: { id: 2, inner } })).toEqual({
    id: 1,
    tree: { id: 2, inner },
  });
});

test('a number in the path may be repeated as a number', async () => {
  expect(await read('PUT', 'trees/1', { id: 1 })).toEqual({ id: 1 });
  expect(await read('GET', 'trees/1?id=1')).toEqual({ id: 1 });
  await expect(read('PUT', 'trees/1', { id: '1' })).rejects.toMatchObject({
    reason: 'INPUT_INVALID',
    fields: { id: ['differs from the path'] },
  });
});
