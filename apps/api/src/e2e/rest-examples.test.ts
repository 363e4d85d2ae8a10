import { randomBytes, randomUUID } from 'node:crypto';
import { at } from '@trastienda/testing';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { useBackend } from '../testing/start-backend.ts';

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  example: z.unknown().optional(),
});
const Operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.union([Parameter, z.object({ $ref: z.string() })])),
  requestBody: z.object({ content: z.record(z.string(), z.unknown()) }).optional(),
});
const OpenApi = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });

const backend = await useBackend();
const { paths } = OpenApi.parse(await (await fetch(`${backend.url}/openapi.json`)).json());

const JSON_TYPE = 'application/json';

/** Adds a value to a query as OpenAPI says: lists repeat their name, objects have it in brackets. */
function append(query: URLSearchParams, name: string, value: unknown): void {
  if (Array.isArray(value)) for (const item of value) query.append(name, String(item));
  else if (typeof value !== 'object' || value === null) query.append(name, String(value));
  else for (const [inner, part] of Object.entries(value)) append(query, `${name}[${inner}]`, part);
}

/** Returns the request that a reader of the reference would try: all examples of an operation. */
function requestOf(path: string, method: string, operation: z.infer<typeof Operation>): Request {
  const query = new URLSearchParams();
  let filled = path;
  for (const parameter of operation.parameters) {
    if ('$ref' in parameter || parameter.example === undefined) continue;
    const { name, in: place, example } = parameter;
    if (place === 'query') append(query, name, example);
    filled = filled.replace(`{${name}}`, encodeURIComponent(String(example)));
  }
  const body = at(operation.requestBody, 'content', JSON_TYPE, 'example');
  return new Request(`${backend.url}/api${filled}?${query}`, {
    method,
    headers: {
      'idempotency-key': randomUUID(),
      'trastienda-session': 'token',
      ...(operation.operationId.startsWith('admin.')
        ? { authorization: `Bearer ${backend.staffToken}` }
        : { 'trastienda-guest': `tg_${randomBytes(32).toString('base64url')}` }),
      ...(body !== undefined && { 'content-type': JSON_TYPE }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

const requests = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item)
    // Forms have no example.
    .filter(([, { requestBody }]) => requestBody === undefined || JSON_TYPE in requestBody.content)
    .map(
      ([method, operation]) =>
        [operation.operationId, requestOf(path, method.toUpperCase(), operation)] as const,
    ),
);

describe('The examples of the API reference', () => {
  test.each(requests)('are a request of %s whose input the server accepts', async (_, request) => {
    const answer: unknown = await (await fetch(request)).json();
    const { reason, fields } = { reason: at(answer, 'reason'), fields: at(answer, 'fields') };
    const rejections = ['INPUT_INVALID', 'CURSOR_INVALID', 'REQUEST_MALFORMED', 'INTERNAL'];
    expect(rejections, JSON.stringify({ reason, fields })).not.toContain(reason);
  });
});
