import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));
const ROUTER = fileURLToPath(new URL('../../../router/', import.meta.url));

/** What a project installs beside the client; React and its types are for `/react` alone. */
const PEERS = [
  '@trpc/client',
  '@trpc/server',
  '@tanstack/react-query',
  '@types/react',
  'react',
] as const;

/** Declarations of the router as its build wrote them. */
export const ROUTER_DECLARATIONS = join(ROUTER, 'dist/app-router.d.ts');

/** Checks the build output that these tests need: `pnpm test` builds it, vitest alone does not. */
export async function requireBuild(): Promise<void> {
  for (const file of [ROUTER_DECLARATIONS, join(PACKAGE, 'dist/index.js')]) {
    await access(file).catch(() => {
      throw new Error(`${file} is missing. Build first: pnpm turbo run build`);
    });
  }
}

/** Returns the folder of an installed package. */
async function folderOf(name: string): Promise<string> {
  return realpath(join(PACKAGE, 'node_modules', name));
}

const shell = process.platform === 'win32';
const PNPM = ['-y', 'pnpm@12.18.0'] as const;

/** Packs the client into a new folder outside of the workspace. Returns it with the tarball's name. */
async function packClient(): Promise<readonly [project: string, tarball: string]> {
  const project = await mkdtemp(join(tmpdir(), 'trastienda-client-'));
  // pnpm writes the versions of the catalog into the tarball.
  await run('npx', [...PNPM, 'pack', '--pack-destination', project], { cwd: PACKAGE, shell });
  const [tarball] = (await readdir(project)).filter((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('pnpm pack made no tarball.');
  return [project, tarball];
}

export type PackageManager = 'npm' | 'pnpm';

const INSTALL: Readonly<Record<PackageManager, readonly [string, readonly string[]]>> = {
  npm: ['npm', ['install', '--no-audit', '--no-fund', '--prefer-offline']],
  pnpm: ['npx', [...PNPM, 'install', '--prefer-offline']],
};

/**
 * Creates a project with the packed client and these packages, which a package manager downloads.
 * Resolves to the project's folder, which the caller removes.
 */
export async function installClient(
  dependencies: Readonly<Record<string, string>>,
  manager: PackageManager = 'npm',
): Promise<string> {
  const [project, tarball] = await packClient();
  const all = {
    ...dependencies,
    '@trastienda/shop-client': `file:${tarball}`,
  };
  const manifest = { private: true, type: 'module', dependencies: all };
  await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
  const [command, args] = INSTALL[manager];
  await run(command, args, { cwd: project, shell });
  return project;
}

/**
 * Creates a project outside of the workspace with the packed client and only the client's
 * peers. Resolves to the project's folder, which the caller removes.
 */
export async function unpackClient(): Promise<string> {
  const [project, tarball] = await packClient();
  const modules = join(project, 'node_modules');
  for (const scope of ['@trpc', '@tanstack', '@types']) {
    await mkdir(join(modules, scope), { recursive: true });
  }
  await run('tar', ['-xzf', tarball], { cwd: project });
  const installed = join(modules, '@trastienda/shop-client');
  await mkdir(dirname(installed));
  await symlink(join(project, 'package'), installed, 'junction');
  for (const name of PEERS) {
    await symlink(await folderOf(name), join(modules, name), 'junction');
  }
  return project;
}

export interface Diagnostic {
  /** Path as `src/wrong.ts`, from the project's folder. */
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

const TYPESCRIPT = dirname(createRequire(import.meta.url).resolve('typescript/package.json'));

/** Runs a TypeScript, by its folder, on a project, and returns what it prints. */
async function runCompiler(
  project: string,
  typescript: string,
  ...options: readonly string[]
): Promise<string> {
  const args = [join(typescript, 'bin/tsc'), '-p', project, '--pretty', 'false', ...options];
  return run(process.execPath, args, { cwd: project }).then(
    ({ stdout }) => stdout,
    (failure: { stdout: string }) => failure.stdout,
  );
}

/** Type-checks a project, by default with the workspace's TypeScript. */
export async function typeCheck(
  project: string,
  typescript: string = TYPESCRIPT,
): Promise<readonly Diagnostic[]> {
  const output = await runCompiler(project, typescript);
  return [...output.matchAll(/^(.+?)\((\d+),\d+\): error (TS\d+)/gm)].map(
    ([, file = '', line, code = '']) => ({ file, line: Number(line), code }),
  );
}

/** Returns how many generic types the compiler instantiates for a project without errors. */
export async function countInstantiations(project: string): Promise<number> {
  const output = await runCompiler(project, TYPESCRIPT, '--skipLibCheck', '--extendedDiagnostics');
  const count = /^Instantiations:\s+(\d+)$/m.exec(output)?.[1];
  if (count === undefined || output.includes('error TS')) throw new Error(output);
  return Number(count);
}
