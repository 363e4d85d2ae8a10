import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { compareContracts } from '@trastienda/procedures/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { createShopContract } from './contract.ts';
import { allowsBreaking, breakingBump } from './testing/allows-breaking.ts';
import { readReleased } from './testing/read-released.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

test('No change since the last release breaks its clients, unless the next version says so', async ({
  skip,
}) => {
  const released = await readReleased(ROOT);
  if (!released.isKnown) {
    // The reporter does not print why a test is skipped.
    process.stderr.write(`${released.why} The contract is not compared.\n`);
    return skip(released.why);
  }
  const changes = compareContracts(released.contract, createShopContract());
  const breaking = changes.filter(({ kind }) => kind === 'breaking');
  const { versions } = released;
  if (breaking.length === 0 || allowsBreaking(versions)) return;
  const list = breaking.map(({ procedure, what }) => `- ${procedure}: ${what}`);
  expect.fail(`These changes break clients of ${versions.name} ${versions.released}:
${list.join('\n')}
Undo them, or add what is new beside what there was. If they are meant, say so to its users:
run "pnpm changeset" and choose a ${breakingBump(versions.released)} version of ${versions.name}.
docs/CONTRACTS.md has the rules.`);
});

describe('the next version says that the contract breaks', () => {
  const changeset = (bump: string) => `---
'other': major
'client': ${bump}
---

Text.
`;

  test.each([
    ['0.1.0', '0.1.0', [], false],
    ['0.1.0', '0.1.3', [], false],
    ['0.1.0', '0.2.0', [], true],
    ['0.9.0', '1.0.0', [], true],
    ['1.2.0', '1.3.0', [], false],
    ['1.2.0', '2.0.0', [], true],
    ['0.1.0', '0.1.0', ['patch'], false],
    ['0.1.0', '0.1.0', ['patch', 'minor'], true],
    ['0.1.0', '0.1.0', ['major'], true],
    ['1.2.0', '1.2.0', ['minor'], false],
    ['1.2.0', '1.2.0', ['major'], true],
  ])('released %s, now %s, pending %j: %s', (released, current, bumps, expected) => {
    const changesets = bumps.map(changeset);
    const versions = { name: 'client', released, current, changesets };
    expect(allowsBreaking(versions)).toBe(expected);
  });
});

describe('the contract of the last release', async () => {
  const work = await mkdtemp(join(tmpdir(), 'contract-gate-'));
  afterAll(() => rm(work, { recursive: true }));

  async function write(root: string, files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
  }

  async function git(cwd: string, ...args: readonly string[]) {
    const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
    return (await promisify(execFile)('git', [...identity, ...args], { cwd })).stdout.trim();
  }

  const contract = { procedures: {}, commonErrors: [], errors: {}, schemas: {} };
  const manifest = (version: string) => JSON.stringify({ name: 'client', version });
  const repository = join(work, 'repository');
  await write(repository, {
    'packages/router/contract.json': JSON.stringify(contract),
    'packages/client/package.json': manifest('0.1.0'),
  });
  await git(repository, 'init', '--quiet');
  await git(repository, 'add', '.');
  await git(repository, 'commit', '--quiet', '--message=Release');
  const commit = await git(repository, 'rev-parse', 'HEAD');
  await write(repository, {
    RELEASED: `${commit}\n`,
    'packages/router/contract.json': '{}',
    'packages/client/package.json': manifest('0.1.1'),
    '.changeset/README.md': 'No changeset.',
    '.changeset/brave-cats.md': 'A changeset.',
  });
  await git(repository, 'add', '.');
  await git(repository, 'commit', '--quiet', '--message=After the release');

  test('is the one that the commit in the file RELEASED had', async () => {
    expect(await readReleased(repository)).toEqual({
      isKnown: true,
      commit,
      contract,
      versions: {
        name: 'client',
        released: '0.1.0',
        current: '0.1.1',
        changesets: ['A changeset.'],
      },
    });
  });

  test('is not known before the first release', async () => {
    const folder = join(work, 'unreleased');
    await write(folder, { 'packages/client/package.json': manifest('0.1.0') });
    expect(await readReleased(folder)).toMatchObject({
      isKnown: false,
      why: expect.stringContaining('no file RELEASED'),
    });
  });

  test('is not known without a git repository', async () => {
    const folder = join(work, 'tarball');
    await cp(repository, folder, { recursive: true, filter: (path) => !path.endsWith('.git') });
    expect(await readReleased(folder)).toMatchObject({
      isKnown: false,
      why: expect.stringContaining('no git repository'),
    });
  });

  test('is not known in a shallow clone', async () => {
    const folder = join(work, 'shallow');
    await git(work, 'clone', '--quiet', '--depth=1', pathToFileURL(repository).href, folder);
    expect(await readReleased(folder)).toMatchObject({
      isKnown: false,
      why: expect.stringContaining('--unshallow'),
    });
  });

  test('must be a commit of this repository', async () => {
    const folder = join(work, 'clone');
    await git(work, 'clone', '--quiet', pathToFileURL(repository).href, folder);
    await writeFile(join(folder, 'RELEASED'), '0'.repeat(40));
    await expect(readReleased(folder)).rejects.toThrow('no commit of this repository');
    await writeFile(join(folder, 'RELEASED'), 'main');
    await expect(readReleased(folder)).rejects.toThrow('full commit id');
  });
});
