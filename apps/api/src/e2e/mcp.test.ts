import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Permission } from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import { at } from '@trastienda/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

/** Connects the official client, with a key of these permissions. */
async function connect(...permissions: Permission[]): Promise<Client> {
  const { key } = await backend.staff.admin.apiKeys.create.mutate({ name: 'agent', permissions });
  const client = new Client({ name: 'tests', version: '1.0.0' });
  const headers = { authorization: `Bearer ${key}` };
  const url = new URL(`${backend.url}/mcp`);
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  onTestFinished(() => client.close());
  return client;
}

/** Returns the output of a call; its client checks it against the schema of the tool. */
async function call(client: Client, name: string, input: Record<string, unknown> = {}) {
  const { isError, structuredContent, content } = await client.callTool({ name, arguments: input });
  if (isError === true) throw new Error(String(at(content, 0, 'text')));
  return structuredContent;
}

const namesOf = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

describe('an agent', () => {
  test('with a key to read stock browses the catalog and reads stock, and changes nothing', async () => {
    const { slug, variants } = await backend.staff.admin.products.create.mutate(productFixture());
    const sku = variants[0]?.sku ?? '';
    const client = await connect('stock:read');
    const names = await namesOf(client);
    expect(names).toContain('catalog_get');
    expect(names).toContain('admin_stock_get');
    expect(names).not.toContain('admin_stock_receive');
    expect(await call(client, 'catalog_get', { slug })).toMatchObject({ slug });
    expect(await call(client, 'admin_stock_get', { sku })).toMatchObject({ sku });

    const key = 'delivery-7-of-2026-03-01';
    const receive = { sku, quantity: 5, idempotencyKey: key };
    await expect(call(client, 'admin_stock_receive', receive)).rejects.toThrow(
      'PERMISSION_MISSING',
    );
    await expect(call(client, 'admin_orders_search')).rejects.toThrow('PERMISSION_MISSING');
  });

  test('with a key to write stock receives a delivery once, however often it repeats the call', async () => {
    const { variants } = await backend.staff.admin.products.create.mutate(productFixture());
    const sku = variants[0]?.sku ?? '';
    const client = await connect('stock:read', 'stock:write');
    expect(await namesOf(client)).toContain('admin_stock_receive');
    const before = await backend.staff.admin.stock.get.query({ sku });

    const receive = { sku, quantity: 5, idempotencyKey: crypto.randomUUID() };
    const first = await call(client, 'admin_stock_receive', receive);
    expect(await call(client, 'admin_stock_receive', receive)).toEqual(first);
    const after = await backend.staff.admin.stock.get.query({ sku });
    expect(after.available - before.available).toBe(5);

    const more = { ...receive, quantity: 6 };
    await expect(call(client, 'admin_stock_receive', more)).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
    const without = { sku, quantity: 5 };
    await expect(call(client, 'admin_stock_receive', without)).rejects.toThrow(
      'IDEMPOTENCY_KEY_REQUIRED',
    );
  });

  test('sees every tool with schemas that its client reads', async () => {
    const client = await connect('catalog:write', 'orders:refund', 'ledger:read', 'audit:read');
    const { tools } = await client.listTools();
    const named = tools.map(({ name }) => name);
    expect(named).toEqual(
      expect.arrayContaining(['admin_products_create', 'admin_orders_refund', 'admin_ledger_list']),
    );
    for (const { name, description, inputSchema, outputSchema } of tools) {
      expect(name).toMatch(/^[\w-]{1,64}$/);
      expect(description, name).not.toBe('');
      expect([inputSchema.type, outputSchema?.type], name).toEqual(['object', 'object']);
      expect(JSON.stringify([inputSchema, outputSchema]), name).not.toContain('$ref');
    }
    // Not what belongs to a person, but who the caller is.
    const ofPeople = named.filter((name) => /^(?:auth|cart|checkout|account)_/.test(name));
    expect(ofPeople).toEqual(['auth_me']);
  });
});
