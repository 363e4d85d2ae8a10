import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { run } from './run.ts';
import { copyWorkspace, REPOSITORY } from './testing/copy-workspace.ts';
import { runIn } from './testing/run-in.ts';
import { runTests } from './testing/run-tests.ts';

let copy: string;

const IN_APP = ['--in', 'examples/notes/api'];

/**
 * What a newcomer asks for, one after the other, in the shop and in the application. Of the names,
 * the shop will never have a unicorn, nor a moon box: what it has is refused.
 */
const REQUESTS: readonly (readonly string[])[] = [
  ['domain', 'unicorn'],
  ['domain', 'moon-box', '--plural', 'moon-boxes'],
  ['procedure', 'unicorns.share', '--access', 'account', '--mutation'],
  ['procedure', 'moonBoxes.look-up', '--access', 'public', '--query'],
  ['procedure', 'admin.moonBoxes.purge', '--access', 'staff:moon-boxes:write', '--mutation'],
  ['procedure', 'cart.freeze', '--access', 'buyer', '--mutation'],
  ['procedure', 'catalog.recommend', '--access', 'public', '--query'],
  ['procedure', 'checkout.remind', '--access', 'buyer', '--mutation'],
  ['procedure', 'admin.stock.forecast', '--access', 'staff:stock:read', '--query'],
  ['procedure', 'admin.products.count', '--access', 'staff:catalog:read', '--query'],
  ['procedure', 'admin.orders.flag', '--access', 'staff:orders:write', '--mutation'],
  ['job', 'unicorns', 'remind-owners'],
  ['migration', 'rename-titles'],
  ['domain', 'poll', ...IN_APP],
  ['procedure', 'polls.close', '--access', 'account', '--mutation', ...IN_APP],
  ['procedure', 'polls.find-open', '--access', 'public', '--query', ...IN_APP],
  ['procedure', 'notes.hide', '--access', 'staff:notes:hide', '--mutation', ...IN_APP],
  ['job', 'polls', 'close-due', ...IN_APP],
  ['job', 'polls', 'count-votes', ...IN_APP],
  ['migration', 'rename-titles', ...IN_APP],
  ['migration', 'drop-drafts', ...IN_APP],
];

/** A reason that is not only about a missing thing, as a domain soon has one. */
const REASON = `  POLL_CLOSED: {
    trpc: 'CONFLICT',
    retryable: false,
    logLevel: 'info',
    message: 'The poll is closed.',
  },
`;

/** Adds a reason to the generated polls, as a newcomer does. */
async function addReason(): Promise<void> {
  const file = join(copy, 'examples/notes/api/src/polls/poll-schemas.ts');
  const text = await readFile(file, 'utf8');
  const extended = text.replace('  POLL_NOT_FOUND:', `${REASON}$&`);
  expect(extended).not.toBe(text);
  await writeFile(file, extended);
}

const inCopy = (args: readonly string[]) =>
  args.map((each) => (each === IN_APP[1] ? join(copy, each) : each));

/** Takes place after the deletion of an account, in a call that was let in before. */
const LATE_CALL = `
import { expect, test } from 'vitest';
import { useTestShop, VISITOR } from '../testing/start-test-shop.ts';
import { eraseAccount } from './erase-account.ts';

const shop = await useTestShop();
const accountId = 'a'.repeat(24);
const actor = {
  ...{ kind: 'account', accountId, sessionId: accountId },
  ...{ role: 'customer', permissions: [], isRecent: true },
} as const;

test('What a late call adds goes too', async () => {
  await shop.unicorns.create(actor, { title: 'Late' }, VISITOR);
  await eraseAccount(shop.deps, accountId);
  expect((await shop.unicorns.list(actor, { limit: 9 })).items).toEqual([]);
});
`;

/** A procedure that leaves out a reason of its use case, with the imports of its layout. */
const undeclaredReason = (imports: string, domain: string) => `${imports}
test('A reason that the use case names has to be declared', () => {
  const declared = { access: 'own', summary: 'Returns it', input: Input, output: View } as const;
  // @ts-expect-error: The errors do not have the reason of a missing thing.
  const get = query(declared, ({ ctx, input }) => ctx.services.${domain}.get(ctx.actor, input));
  expect(get).toBeTypeOf('function');
});
`;

const UNDECLARED_REASONS = {
  'packages/router/src/store/undeclared-reason.test.ts': undeclaredReason(
    `import { GetUnicornInput as Input, UnicornView as View } from '@trastienda/shop-contract';
import { expect, test } from 'vitest';
import { query } from '../procedures.ts';
`,
    'unicorns',
  ),
  'examples/notes/api/src/polls/undeclared-reason.test.ts': undeclaredReason(
    `import { expect, test } from 'vitest';
import { query } from '../procedures.ts';
import { GetPollInput as Input, PollView as View } from './poll-schemas.ts';
`,
    'polls',
  ),
};

/** Longer than a test may take: formatting after each request takes a second or more. */
const PREPARATION_MS = 600_000;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'generated-code-'));
  copyWorkspace(copy);
  for (const args of REQUESTS) {
    const printed = await run(inCopy(args), copy, undefined);
    expect(printed).not.toContain('Biome objects');
  }
  // As `pnpm contract`, which the generators ask for.
  const script = 'packages/router/scripts/write-contract.mjs';
  const contract = await runIn(copy, 'tsx', ['--conditions=@trastienda/source', script]);
  expect(contract).toEqual({ status: 0, output: '' });
  await addReason();
  for (const [path, text] of Object.entries(UNDECLARED_REASONS)) {
    await writeFile(join(copy, path), text);
  }
}, PREPARATION_MS);

afterAll(() => rm(copy, { recursive: true, force: true }));

describe('the code that is generated', () => {
  test('passes the type checks, which miss no reason of a use case', async () => {
    const folders = ['packages/contract', 'packages/db', 'packages/shop', 'packages/router'];
    const settings = {
      extends: '../tooling/tsconfig/base.json',
      compilerOptions: {
        incremental: false,
        lib: ['ES2023', 'DOM', 'DOM.AsyncIterable'],
        types: ['node'],
        typeRoots: ['../apps/api/node_modules/@types'],
      },
      include: [...folders, 'apps/api', 'examples/notes/api'].map((folder) => `../${folder}/src`),
      // Not generated, and of a package with other libraries.
      exclude: ['../apps/api/src/**/*.test.ts'],
    };
    // Where the linter does not look.
    const file = join(copy, 'node_modules', 'all.tsconfig.json');
    await writeFile(file, JSON.stringify(settings));
    expect(await runIn(copy, 'tsc', ['-p', file])).toEqual({ status: 0, output: '' });
  });

  test('passes the linter, and has no unused export or file', async () => {
    const lint = await runIn(copy, 'biome', ['ci', '.']);
    expect(lint.status, lint.output).toBe(0);
    // Some dependencies are used by builds alone, which are not copied.
    const knip = await runIn(copy, 'knip', ['--exclude', 'dependencies', '--no-config-hints']);
    expect(knip.status, knip.output).toBe(0);
  });

  test('keeps the boundaries between packages and folders', async () => {
    const { failed, passed } = await runTests(join(copy, 'tooling/boundaries'), [
      'src/boundaries',
      'src/rooms',
    ]);
    expect(failed).toEqual({});
    expect(passed.length).toBeGreaterThan(20);
  });

  test('leaves nothing of a deleted account, however late a call adds to it', async () => {
    const folder = join(copy, 'packages/shop');
    await writeFile(join(folder, 'src/settlement/late-call.test.ts'), LATE_CALL);
    const { failed, passed } = await runTests(folder, ['src/settlement/late-call']);
    expect(failed).toEqual({});
    expect(passed).toHaveLength(1);
  });
});

describe('the generated tests', () => {
  test('of use cases and jobs of the shop fail until they are filled in, and nothing else does', async () => {
    const { failed, passed } = await runTests(join(copy, 'packages/shop'), [
      'src/unicorns',
      'src/moon-boxes',
    ]);
    expect(failed).toEqual({
      'Unicorns keep the promises of this shop': expect.stringContaining('State in the title'),
      'Moon boxes keep the promises of this shop': expect.stringContaining('State in the title'),
      'remind-owners keeps its promise': expect.stringContaining('State in the title'),
    });
    expect(passed).toHaveLength(3);
  });

  test('of procedures of the shop fail until they are filled in, and those of all procedures pass', async () => {
    const { failed, passed } = await runTests(join(copy, 'packages/router'), ['src']);
    const isUnfilled = expect.stringContaining('beside its use case in packages/shop/src/');
    expect(failed).toEqual({
      'unicorns.share keeps its promise': isUnfilled,
      'moonBoxes.lookUp keeps its promise': isUnfilled,
      'admin.moonBoxes.purge keeps its promise': isUnfilled,
      'cart.freeze keeps its promise': isUnfilled,
      'catalog.recommend keeps its promise': isUnfilled,
      'checkout.remind keeps its promise': isUnfilled,
      'admin.stock.forecast keeps its promise': isUnfilled,
      'admin.products.count keeps its promise': isUnfilled,
      'admin.orders.flag keeps its promise': isUnfilled,
    });
    expect(passed).toEqual(
      expect.arrayContaining([
        "'unicorns.create' declares its access",
        'only these procedures are public',
      ]),
    );
  });

  test('of migrations of the shop fail until they are filled in, and those of the list pass', async () => {
    const folder = 'packages/db/src/migrations';
    const before = readdirSync(join(REPOSITORY, folder)).filter((name) =>
      /^\d{4}-[^.]+\.ts$/.test(name),
    );
    const migration = `${String(before.length + 1).padStart(4, '0')}-rename-titles`;
    const { failed, passed } = await runTests(join(copy, 'packages/db'), [
      `src/migrations/${migration}`,
      'src/migrations/all-migrations',
    ]);
    expect(failed).toEqual({
      [`${migration} changes the documents of this application`]:
        expect.stringContaining('Store here'),
    });
    expect(passed).toContain('contains every numbered file of this folder, in order');
  });

  test('of the shop fit the roles that are documented, and the erasure of accounts', async () => {
    const { failed, passed } = await runTests(join(copy, 'apps/api'), [
      'src/e2e/documented-roles',
      'src/start/configure-auth',
    ]);
    expect(failed).toEqual({});
    expect(passed).toHaveLength(2);
  });

  test('of an application fail until they are filled in, and its own pass', async () => {
    const { failed, passed } = await runTests(join(copy, 'examples/notes/api'), [
      'src/polls',
      'src/migrations',
      'src/notes/hide-note',
      'src/notes/notes.test.ts',
    ]);
    expect(failed).toEqual({
      'Polls keep the promises of this application': expect.stringContaining('State in the title'),
      'polls.close keeps its promise': expect.stringContaining('State in the title'),
      'polls.findOpen keeps its promise': expect.stringContaining('State in the title'),
      'notes.hide keeps its promise': expect.stringContaining('State in the title'),
      'close-due keeps its promise': expect.stringContaining('State in the title'),
      'count-votes keeps its promise': expect.stringContaining('State in the title'),
      '0001-rename-titles changes the documents of this application':
        expect.stringContaining('Store here'),
      '0002-drop-drafts changes the documents of this application':
        expect.stringContaining('Store here'),
    });
    expect(passed.length).toBeGreaterThan(10);
  });
});
