import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
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

/** A git whose only settings are the name and the email of its user. */
const GIT = {
  GIT_CONFIG_GLOBAL: devNull,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ana',
  GIT_AUTHOR_EMAIL: 'ana@example.com',
  GIT_COMMITTER_NAME: 'Ana',
  GIT_COMMITTER_EMAIL: 'ana@example.com',
};
const PATH = process.env.PATH;

/** Runs a program without a terminal, in the given folder. */
async function execute(
  cwd: string,
  file: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = { PATH, ...GIT },
): Promise<Outcome> {
  await mkdir(cwd, { recursive: true });
  return promisify(execFile)(file, args, { cwd, env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (failure: Outcome) => failure,
  );
}

const runWith = (env: NodeJS.ProcessEnv | undefined, cwd: string, ...args: string[]) =>
  execute(cwd, process.execPath, ['--import', TSX, CLI, ...args], env);
const run = (cwd: string, ...args: string[]) => runWith(undefined, cwd, ...args);

test('It creates a project without a question, and says how to go on', async () => {
  const cwd = join(work, 'creating');
  const outcome = await run(cwd, 'my-app', '--template', 'notes', '--no-install', '--no-git');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toMatch(/cd my-app\n {2}npm start .*\n {2}npm test/);
  expect(await readdir(join(cwd, 'my-app'))).toContain('package.json');
});

test('It begins a git repository whose first commit is the project, but not inside of another', async () => {
  const cwd = join(work, 'versioned');
  await run(cwd, 'outer', '--template=notes', '--no-install');
  const outer = join(cwd, 'outer');
  const git = async (...args: string[]) => (await execute(outer, 'git', args)).stdout;
  expect(await git('log', '--format=%s by %an')).toBe('Create the project by Ana\n');
  expect(await git('status', '--short')).toBe('');
  expect((await git('ls-files')).split('\n')).toEqual(
    expect.arrayContaining(['.gitignore', 'README.md', 'apps/api/package.json', 'package.json']),
  );
  await run(outer, 'inner', '--template=notes', '--no-install');
  expect(await readdir(join(outer, 'inner'))).not.toContain('.git');
  expect(await git('status', '--short')).toBe('?? inner/\n');
});

test.each([
  ['without git', { PATH: '' }, 'git could not begin a repository there.'],
  [
    'with a git that does not know its user',
    {
      ...{ PATH, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
      ...{
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'user.useConfigOnly',
        GIT_CONFIG_VALUE_0: 'true',
      },
    },
    'git could not commit the project',
  ],
])('It creates a project %s, and says that there is no commit', async (title, env, problem) => {
  const cwd = join(work, title.replaceAll(' ', '-'));
  const outcome = await runWith(env, cwd, 'my-app', '--template=notes', '--no-install');
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(outcome.stdout).toContain(problem);
  expect(await readdir(join(cwd, 'my-app'))).toContain('package.json');
});

test('It begins no git repository with --no-git', async () => {
  const cwd = join(work, 'unversioned');
  await run(cwd, 'my-app', '--template=notes', '--no-install', '--no-git');
  expect(await readdir(join(cwd, 'my-app'))).not.toContain('.git');
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
