import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERRORS_OF_WRONG, REACT, RIGHT, tsconfigOf, WRONG } from './testing/client-programs.ts';
import {
  countInstantiations,
  type Diagnostic,
  ROUTER_DECLARATIONS,
  requireBuild,
  typeCheck,
  unpackClient,
} from './testing/pack-client.ts';

/** A frontend's calls to 20 procedures, and what it reads of their outputs. */
const TWENTY_CALLS = `
import { createClient } from '@trastienda/shop-client';
const client = createClient({ url: 'http://localhost:3000' });
const orderId = 'o1';
export const read = [
  (await client.catalog.list.query({ search: 'shirt' })).items[0]?.title,
  (await client.catalog.get.query({ slug: 'linen-shirt' })).variants[0]?.price.amount,
  (await client.catalog.facets.query({})).tags[0]?.value,
  (await client.cart.get.query()).total.amount,
  (await client.cart.add.mutate({ sku: 'SHIRT-M' })).lines[0]?.title,
  (await client.checkout.get.query({ checkoutId: 'c1' })).status,
  (await client.checkout.complete.mutate({ checkoutId: 'c1' })).orderId,
  (await client.orders.list.query({})).items[0]?.number,
  (await client.orders.get.query({ orderId })).lines[0]?.total.amount,
  (await client.orders.cancel.mutate({ orderId })).status,
  (await client.account.get.query()).email,
  (await client.account.listSessions.query()).sessions[0]?.device,
  (await client.auth.signIn.mutate({ email: 'a@example.com', password: 'secret' })).status,
  (await client.auth.signOut.mutate()).acknowledged,
  (await client.admin.products.list.query({})).items[0]?.status,
  (await client.admin.products.get.query({ id: 'p1' })).revision,
  (await client.admin.orders.search.query({})).items[0]?.email,
  (await client.admin.stock.list.query({})).items[0]?.sku,
  (await client.admin.discounts.list.query({})).items[0]?.title,
  (await client.admin.audit.list.query({})).items[0]?.action,
];
`;

let project: string;
beforeAll(async () => {
  await requireBuild();
  project = await unpackClient();
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
});
afterAll(async () => {
  if (project !== undefined) await rm(project, { recursive: true });
});

async function check(file: string, source: string): Promise<readonly Diagnostic[]> {
  await writeFile(join(project, file), source);
  await writeFile(join(project, 'tsconfig.json'), tsconfigOf(file));
  return typeCheck(project);
}

describe("The router's declarations", () => {
  test('import nothing but @trpc/server', async () => {
    const declarations = await readFile(ROUTER_DECLARATIONS, 'utf8');
    const imported = [
      ...declarations.matchAll(/(?:from\s+|import\(\s*|import\s+)['"]([^'"]+)['"]/g),
    ];
    expect(imported.length).toBeGreaterThan(0);
    expect(new Set(imported.map(([, specifier]) => specifier))).toEqual(new Set(['@trpc/server']));
    expect(declarations).not.toMatch(/\/\/\/\s*<reference/);
    expect(declarations).not.toMatch(/:\s*any\b/);
  });
});

describe('The packed client, outside of the workspace', () => {
  test('type-checks as a whole, its own declarations included', async () => {
    expect(await check('right.ts', RIGHT)).toEqual([]);
  });

  test('binds its procedures to TanStack Query, each with its own failures', async () => {
    expect(await check('react.ts', REACT)).toEqual([]);
  });

  test('makes each wrong use a compile error', async () => {
    expect(await check('wrong.ts', WRONG)).toEqual(ERRORS_OF_WRONG);
  });

  test('costs the compiler little: few instantiations for 20 procedures', async () => {
    expect(await check('calls.ts', TWENTY_CALLS)).toEqual([]);
    // 5,745 when this was written.
    expect(await countInstantiations(project)).toBeLessThan(8000);
  });

  test('runs with plain node', async () => {
    const server = createServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      const data = { items: [{ number: `answer to ${request.headers.authorization}` }] };
      response.end(JSON.stringify([{ result: { data } }]));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : undefined;
      const script = `
        import { createClient } from '@trastienda/shop-client';
        const client = createClient({ url: 'http://127.0.0.1:${port}', token: 'abc' });
        const page = await client.orders.list.query({});
        process.stdout.write(page.items[0].number);
      `;
      await writeFile(join(project, 'run.mjs'), script);
      const { stdout } = await promisify(execFile)(process.execPath, ['run.mjs'], { cwd: project });
      expect(stdout).toBe('answer to Bearer abc');
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
