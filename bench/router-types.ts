// What the types of a router cost a compiler: declarations that emitRouterTypes generated, against
// the types that tRPC infers from the same procedures, for a program that calls 20 of them. Routers
// of 500 and 3,000 procedures, or as many as the arguments say.

import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { BASE_ERRORS, defineErrors, defineRoles, notFound } from '@trastienda/base';
import { createProcedures } from '@trastienda/procedures';
import { emitRouterTypes } from '@trastienda/procedures/types';
import { z } from 'zod';
import { median } from './compare.ts';

const SIZES = process.argv.slice(2).map(Number);
const PER_DOMAIN = 20;
const CALLS = 20;
const ROUNDS = 3;

const ERRORS = defineErrors(BASE_ERRORS, { NOTE_NOT_FOUND: notFound('There is no such note.') });
const { t, query } = createProcedures<object>()({
  errors: ERRORS,
  roles: defineRoles({ permissions: ['notes:read'], roles: { member: ['notes:read'] } }),
  limits: [],
});

/** Schemas of one procedure: seven fields in, seven out. */
const createSchemas = () => ({
  input: z.object({
    id: z.string(),
    title: z.string().max(100).optional(),
    tags: z.array(z.string()).default([]),
    state: z.enum(['open', 'done']).default('open'),
    limit: z.int().min(1).max(100).default(20),
    after: z.string().nullable().optional(),
    isPinned: z.boolean().optional(),
  }),
  output: z.object({
    id: z.string(),
    title: z.string(),
    tags: z.array(z.object({ name: z.string(), count: z.int() })),
    state: z.enum(['open', 'done']),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    createdAt: z.string(),
    isPinned: z.boolean(),
  }),
});

const INFERRED_PROCEDURE = `t.procedure
      .input(z.object({
        id: z.string(), title: z.string().max(100).optional(), tags: z.array(z.string()).default([]),
        state: z.enum(['open', 'done']).default('open'), limit: z.int().min(1).max(100).default(20),
        after: z.string().nullable().optional(), isPinned: z.boolean().optional(),
      }))
      .output(z.object({
        id: z.string(), title: z.string(),
        tags: z.array(z.object({ name: z.string(), count: z.int() })), state: z.enum(['open', 'done']),
        owner: z.object({ id: z.string(), name: z.string() }).nullable(), createdAt: z.string(),
        isPinned: z.boolean(),
      }))
      .query(() => ({
        id: '', title: '', tags: [], state: 'open' as const, owner: null, createdAt: '', isPinned: true,
      }))`;

const domainsOf = (size: number) =>
  Array.from({ length: Math.ceil(size / PER_DOMAIN) }, (_, domain) => ({
    domain: `domain${domain}`,
    names: Array.from(
      { length: Math.min(PER_DOMAIN, size - domain * PER_DOMAIN) },
      (_procedure, index) => `procedure${index}`,
    ),
  }));

/** Declarations of a router of declared procedures. Each has two named schemas. */
function generated(size: number): string {
  const names: Record<string, z.ZodType> = {};
  const record = Object.fromEntries(
    domainsOf(size).map(({ domain, names: procedures }) => [
      domain,
      Object.fromEntries(
        procedures.map((name) => {
          const { input, output } = createSchemas();
          names[`${domain}_${name}_Input`] = input;
          names[`${domain}_${name}_View`] = output;
          const declared = query(
            { access: 'own', summary: 'Returns a note', input, output, errors: ['NOTE_NOT_FOUND'] },
            () => Promise.reject(new Error('This procedure is never called.')),
          );
          return [name, declared];
        }),
      ),
    ]),
  );
  const options = { names: [names], errors: ERRORS, routerName: 'AppRouter' };
  return emitRouterTypes(t.router(record), options);
}

/** The same router as a program whose types tRPC infers, one file per domain. */
function inferred(size: number): Readonly<Record<string, string>> {
  const domains = domainsOf(size);
  const files = domains.map(({ domain, names }) => [
    `${domain}.ts`,
    `import { z } from 'zod';
import { t } from './trpc.ts';
export const ${domain} = t.router({
${names.map((name) => `  ${name}: ${INFERRED_PROCEDURE},`).join('\n')}
});`,
  ]);
  return {
    ...Object.fromEntries(files),
    'trpc.ts': `import { initTRPC } from '@trpc/server';\nexport const t = initTRPC.create();`,
    'router.ts': `import { t } from './trpc.ts';
${domains.map(({ domain }) => `import { ${domain} } from './${domain}.ts';`).join('\n')}
export const appRouter = t.router({ ${domains.map(({ domain }) => domain).join(', ')} });
export type AppRouter = typeof appRouter;`,
  };
}

/** A program that calls procedures all over the router and reads their outputs. */
function consumer(size: number, from: string): string {
  const all = domainsOf(size).flatMap(({ domain, names }) =>
    names.map((name) => `${domain}.${name}`),
  );
  const step = Math.max(1, Math.floor(all.length / CALLS));
  const called = all.filter((_, index) => index % step === 0).slice(0, CALLS);
  const calls = called.map(
    (path) => `(await client.${path}.query({ id: '1' })).tags.map(({ count }) => count),`,
  );
  return `import { createTRPCClient, httpBatchLink } from '@trpc/client';
import type { AppRouter } from '${from}';
const client = createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: 'http://localhost' })] });
export const counts: number[][] = [
  ${calls.join('\n  ')}
];
`;
}

const COMPILER_OPTIONS = {
  target: 'ES2023',
  module: 'NodeNext',
  lib: ['ES2023', 'DOM', 'ESNext.Disposable'],
  types: [],
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  singleThreaded: true,
};

interface Cost {
  readonly instantiations: number;
  readonly types: number;
  readonly checkMs: number;
  readonly totalMs: number;
}

const packageFolder = fileURLToPath(new URL('./', import.meta.url));
const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);

/** Type-checks `main.ts` of a project and returns what the compiler reports about it. */
async function check(folder: string): Promise<Cost> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tsc, '-p', folder, '--extendedDiagnostics'],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const figure = (name: string) => {
    const found = new RegExp(`^${name}:\\s+([\\d.,]+)`, 'm').exec(stdout)?.[1];
    if (found === undefined) throw new Error(`The compiler does not report "${name}":\n${stdout}`);
    return Number(found.replaceAll(',', ''));
  };
  return {
    instantiations: figure('Instantiations'),
    types: figure('Types'),
    checkMs: figure('Check time') * 1000,
    totalMs: figure('Total time') * 1000,
  };
}

async function createProject(files: Readonly<Record<string, string>>): Promise<string> {
  const cache = join(packageFolder, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'router-types-'));
  const tsconfig = JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ['main.ts'] });
  for (const [name, text] of Object.entries({ ...files, 'tsconfig.json': tsconfig })) {
    await writeFile(join(folder, name), text);
  }
  return folder;
}

for (const size of SIZES.length > 0 ? SIZES : [500, 3000]) {
  const declarations = generated(size);
  const ours = await createProject({
    'router.d.ts': declarations,
    'main.ts': consumer(size, './router.d.ts'),
  });
  const theirs = await createProject({
    ...inferred(size),
    'main.ts': consumer(size, './router.ts'),
  });
  const rounds: { ours: Cost; theirs: Cost }[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ ours: await check(ours), theirs: await check(theirs) });
  }
  const [first] = rounds;
  if (first === undefined) throw new Error('There was no round.');
  const ratio = median(rounds.map((round) => round.ours.totalMs / round.theirs.totalMs));
  const ms = (of: (round: (typeof rounds)[number]) => number) => median(rounds.map(of)).toFixed(0);
  const { size: bytes } = await stat(join(ours, 'router.d.ts'));
  console.log(
    `${size} procedures, ${CALLS} called; declarations of ${Math.round(bytes / 1024)} KiB`,
  );
  console.log(
    `  generated: ${first.ours.instantiations} instantiations, ${first.ours.types} types, check ${ms((round) => round.ours.checkMs)} ms, total ${ms((round) => round.ours.totalMs)} ms`,
  );
  console.log(
    `  inferred:  ${first.theirs.instantiations} instantiations, ${first.theirs.types} types, check ${ms((round) => round.theirs.checkMs)} ms, total ${ms((round) => round.theirs.totalMs)} ms`,
  );
  console.log(`  total time, generated / inferred: ${ratio.toFixed(3)}`);
  await Promise.all([ours, theirs].map((folder) => rm(folder, { recursive: true })));
}
