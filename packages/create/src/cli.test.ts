import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { useTemporaryFolder } from './testing/temporary-folder.ts';

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url));
const TSX = import.meta.resolve('tsx');
const work = await useTemporaryFolder();

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a program without a terminal, in the given folder. */
async function run(cwd: string, ...args: string[]): Promise<Outcome> {
  await mkdir(cwd, { recursive: true });
  return promisify(execFile)(process.execPath, ['--import', TSX, CLI, ...args], { cwd }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (failure: Outcome) => failure,
  );
}

test('It creates a project without a question, and says how to go on', async () => {
  const cwd = join(work, 'creating');
  const outcome = await run(cwd, 'my-app', '--template', 'notes', '--no-install', '--no-git');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/cd my-app\n {2}npm start .*\n {2}npm test/);
  expect(await readdir(join(cwd, 'my-app'))).toContain('package.json');
});

test('It begins a git repository, but not inside of another', async () => {
  const cwd = join(work, 'versioned');
  await run(cwd, 'outer', '--template=notes', '--no-install');
  expect(await readdir(join(cwd, 'outer'))).toContain('.git');
  await run(join(cwd, 'outer'), 'inner', '--template=notes', '--no-install');
  expect(await readdir(join(cwd, 'outer/inner'))).not.toContain('.git');
});

test.each([
  [[], 'name the folder and the template'],
  [['my-app'], 'name the folder and the template'],
  [['my-app', '--template', 'blog'], 'There is no template "blog": use notes or shop.'],
  [['My App', '--template', 'notes'], 'lower case letters'],
  [['one', 'two'], 'Name one folder'],
  [['my-app', '--colour'], "'--colour'"],
  [['taken', '--template', 'notes'], 'is not empty'],
  [['my-app', '--template', 'notes', '--from', 'nowhere'], 'cannot be read'],
])('%j is refused with a reason, and nothing is created', async (args, reason) => {
  const cwd = join(work, `refused-${args.join('-').replaceAll(' ', '-')}`);
  await mkdir(join(cwd, 'taken'), { recursive: true });
  await writeFile(join(cwd, 'taken/file'), 'mine');
  const { code, stdout, stderr } = await run(cwd, ...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(reason);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(await readdir(cwd, { recursive: true })).toEqual(['taken', join('taken', 'file')]);
});

test('It prints its usage and its version', async () => {
  expect((await run(work, '--help')).stdout).toContain(
    'npm create trastienda [FOLDER] -- [options]',
  );
  expect((await run(work, '--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
