// With the network and a built server, and therefore a part of .ci/full: `pnpm test:outside`.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { builtProgram, type RunningProgram, runNode } from '@trastienda/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERRORS_OF_WRONG, REACT, RIGHT, tsconfigOf, WRONG } from './testing/client-programs.ts';
import {
  installClient,
  type PackageManager,
  requireBuild,
  typeCheck,
} from './testing/pack-client.ts';

const run = promisify(execFile);

/** The peers as a new project gets them, and both compilers beside each other. */
const DEPENDENCIES = {
  '@tanstack/react-query': '^5.89.0',
  '@trpc/client': '^11.22.1',
  '@trpc/server': '^11.22.1',
  '@types/react': '^19.2.0',
  react: '^19.2.0',
  'typescript-5': 'npm:typescript@5.9.3',
  'typescript-7': 'npm:typescript@7.0.2',
};

/** Calls a running server, and prints what a storefront would show. */
const PROGRAM = `
import {
  createMemoryTokenStorage, createStoreClient, isClientError, retryCalls,
  type Cart, type Product, type ProductPage,
} from '@trastienda/shop-client';

declare const process: { readonly argv: readonly string[] };
const shop = createStoreClient({
  url: process.argv[2] ?? '',
  guest: createMemoryTokenStorage(),
  retries: retryCalls(),
  deadlineMs: 30_000,
});
const page: ProductPage = await shop.catalog.list.query({ inStock: true, limit: 1 });
const slug = page.items[0]?.slug ?? '';
const product: Product = await shop.catalog.get.query({ slug });
const sku = product.variants.find(({ isInStock }) => isInStock)?.sku ?? '';
await shop.cart.add.mutate({ sku, quantity: 2 });
const [cart, orders]: [Cart, unknown] = await Promise.all([
  shop.cart.get.query(),
  shop.orders.list.query({}),
]);

const failures: unknown[] = [];
await shop.catalog.get.query({ slug: 'no-such-product' }).catch((error: unknown) => {
  if (isClientError(error, 'PRODUCT_NOT_FOUND')) failures.push(error.data.details.product);
});
await shop.catalog.list.query({ limit: -1 }).catch((error: unknown) => {
  if (isClientError(error, 'INPUT_INVALID')) failures.push(Object.keys(error.data.fields));
});
await shop.account.get.query().catch((error: unknown) => {
  if (isClientError(error, 'ACTOR_UNAUTHENTICATED')) failures.push(error.data.reason);
});
console.log(JSON.stringify({
  isSameProduct: product.slug === slug,
  quantities: cart.lines.map((line) => [line.sku === sku, line.quantity]),
  orders,
  failures,
}));
`;

let dataDir: string;
let server: RunningProgram | undefined;
let url: string;
beforeAll(async () => {
  await requireBuild();
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-outside-'));
  const path = builtProgram(new URL('../../../apps/api/dist/main.js', import.meta.url));
  // With the demo catalog, in a new embedded database.
  server = runNode(path, [], { PORT: '0', TRASTIENDA_DATA_DIR: dataDir });
  [url] = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
});
afterAll(async () => {
  server?.child.kill();
  await server?.ended;
  await rm(dataDir, { recursive: true });
});

describe.each<PackageManager>(['npm', 'pnpm'])('In an empty project of %s', (manager) => {
  let project: string;
  beforeAll(async () => {
    project = await installClient(DEPENDENCIES, manager);
  });
  afterAll(async () => {
    if (project !== undefined) await rm(project, { recursive: true });
  });

  /** Compiles one program as a project whose libraries are checked too. */
  async function compile(typescript: string, file: string, source: string) {
    await writeFile(join(project, file), source);
    await writeFile(join(project, 'tsconfig.json'), tsconfigOf(file, { outDir: 'built' }));
    return typeCheck(project, join(project, 'node_modules', typescript));
  }

  describe.each(['typescript-5', 'typescript-7'])('with %s', (typescript) => {
    test('the client compiles, errors narrow, and its declarations are right', async () => {
      expect(await compile(typescript, 'right.ts', RIGHT)).toEqual([]);
    });

    test('errors narrow through useQuery', async () => {
      expect(await compile(typescript, 'react.ts', REACT)).toEqual([]);
    });

    test('wrong inputs and reasons that are not declared are rejected', async () => {
      const errors = await compile(typescript, 'wrong.ts', WRONG);
      // The compilers have different codes for a field that is missing.
      expect(errors.map(({ line }) => line)).toEqual(ERRORS_OF_WRONG.map(({ line }) => line));
    });

    test('what it compiles calls a running server', async () => {
      expect(await compile(typescript, 'program.ts', PROGRAM)).toEqual([]);
      const program = join(project, 'built/program.js');
      const { stdout } = await run(process.execPath, [program, url], { cwd: project });
      expect(JSON.parse(stdout)).toEqual({
        isSameProduct: true,
        quantities: [[true, 2]],
        orders: { items: [], nextCursor: null },
        failures: ['no-such-product', ['limit'], 'ACTOR_UNAUTHENTICATED'],
      });
    });
  });
});
