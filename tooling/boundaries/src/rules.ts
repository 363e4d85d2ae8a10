/** Allowed imports of a workspace package. */
export interface BoundaryRule {
  /** Packages of this workspace, or single subpaths of them. */
  readonly workspace: readonly string[];
  /** Packages of this workspace of which only types may be imported. */
  readonly typesOnly?: readonly string[];
  /** External packages; absent: any that the manifest declares. */
  readonly external?: readonly string[];
  /** Whether Node's own modules may be imported: not where browsers and edges run the code. */
  readonly node: boolean;
  /** Folder of `src` in which Node's own modules may be imported although `node` is false. */
  readonly nodeFolder?: string;
  /** Whether `process.env` may be read: only where a process begins. */
  readonly env: boolean;
}

const server = { node: true, env: false } as const;
const portable = { node: false, env: false } as const;

/**
 * The arrows of docs/ARCHITECTURE.md, in one direction only: kit/base <- kit/auth-contract <- contract,
 * kit/base <- kit/mongo <- kit/emails <- kit/auth, and contract <- db <- shop <- router <- apps. A new package needs a row.
 */
export const RULES: Readonly<Record<string, BoundaryRule>> = {
  'kit/auth': {
    ...server,
    workspace: [
      '@trastienda/auth-contract',
      '@trastienda/base',
      '@trastienda/emails',
      '@trastienda/mongo',
    ],
    typesOnly: ['@trastienda/procedures'],
  },
  'kit/auth-contract': { ...portable, workspace: ['@trastienda/base'], external: ['zod'] },
  'kit/base': { ...portable, workspace: [], external: ['zod'] },
  'kit/client': {
    ...portable,
    workspace: [],
    // React only behind the entry `/react`: browser-packages.test.ts.
    external: ['@tanstack/react-query', '@trpc/client', '@trpc/server', 'eventsource', 'react'],
  },
  'kit/embedded-mongo': { ...server, workspace: [] },
  'kit/emails': {
    ...server,
    workspace: ['@trastienda/base', '@trastienda/mongo'],
    external: ['mongoose', 'nodemailer'],
  },
  // Stands alone: published by itself.
  'kit/hono-trpc': { ...portable, workspace: [], external: ['@trpc/server', 'hono'] },
  'kit/http': {
    ...portable,
    nodeFolder: 'node',
    workspace: ['@trastienda/base', '@trastienda/hono-trpc', '@trastienda/procedures'],
    external: [
      '@hono/node-server',
      // Only `/mcp`, as an optional peer.
      '@modelcontextprotocol/sdk',
      '@trpc/server',
      'bowser',
      'hono',
      'ipaddr.js',
      'lru-cache',
    ],
  },
  'kit/mongo': { ...server, workspace: ['@trastienda/base'], external: ['mongoose'] },
  'kit/procedures': {
    ...portable,
    workspace: ['@trastienda/base'],
    external: ['@trpc/server', 'p-limit', 'zod'],
  },
  'kit/testing': {
    ...server,
    env: true,
    workspace: ['@trastienda/embedded-mongo'],
    external: ['mongodb', 'vitest'],
  },
  'packages/contract': {
    ...portable,
    workspace: ['@trastienda/auth-contract', '@trastienda/base'],
    external: ['zod'],
  },
  'packages/create': { ...server, workspace: [], external: ['@clack/prompts', 'yaml'] },
  'packages/db': {
    ...server,
    workspace: [
      '@trastienda/auth/collections',
      '@trastienda/base',
      '@trastienda/emails/collection',
      '@trastienda/mongo',
      '@trastienda/shop-contract',
    ],
    external: ['mongoose'],
  },
  'packages/shop': {
    ...server,
    workspace: [
      '@trastienda/base',
      '@trastienda/emails',
      '@trastienda/shop-contract',
      '@trastienda/shop-db',
      '@trastienda/mongo',
    ],
  },
  'packages/router': {
    ...portable,
    workspace: [
      '@trastienda/auth/procedures',
      '@trastienda/base',
      '@trastienda/procedures',
      '@trastienda/shop-contract',
    ],
    // The services come with the context: the router never loads them, nor Mongoose behind them.
    typesOnly: ['@trastienda/auth', '@trastienda/shop'],
    external: ['@trpc/server', 'zod'],
  },
  'packages/client': {
    ...portable,
    // The build replaces the second by plain data.
    workspace: ['@trastienda/client', '@trastienda/shop-router/promises'],
    typesOnly: ['@trastienda/shop-router'],
    external: ['@trpc/client', '@trpc/server'],
  },
  // Shares no code with what writes the data that it checks.
  'packages/invariants': { ...server, workspace: [], external: ['mongodb'] },
  'packages/testing': { ...portable, workspace: ['@trastienda/shop-contract'] },
  'apps/api': {
    ...server,
    env: true,
    workspace: [
      '@trastienda/auth',
      '@trastienda/base',
      '@trastienda/http',
      '@trastienda/shop-contract',
      '@trastienda/shop-db',
      '@trastienda/embedded-mongo',
      '@trastienda/emails',
      '@trastienda/shop-invariants',
      '@trastienda/shop-router',
      '@trastienda/mongo',
      '@trastienda/shop',
    ],
  },
  // A Worker: whatever it needs has to be in its one file.
  'apps/back-office': {
    ...portable,
    workspace: ['@trastienda/shop-client', '@trastienda/shop-contract', '@trastienda/ui'],
  },
  // Its server reads the environment when it runs alone.
  'apps/storefront': {
    node: false,
    env: true,
    nodeFolder: 'server',
    workspace: ['@trastienda/shop-client', '@trastienda/shop-contract', '@trastienda/ui'],
  },
  'apps/edge': { ...portable, workspace: [], external: [] },
  'packages/ui': { ...portable, workspace: [] },
  'tooling/generators': { ...server, workspace: [], external: ['ts-morph'] },
};

/**
 * Folders with stricter rules than the rest of their package, because another runtime loads them. Of
 * the rest they may import only types.
 */
export const FOLDER_RULES: Readonly<Record<string, BoundaryRule>> = {
  'kit/auth/src/procedures': {
    ...portable,
    workspace: ['@trastienda/auth-contract'],
    typesOnly: ['@trastienda/procedures'],
    external: ['zod'],
  },
};
