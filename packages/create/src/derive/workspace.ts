import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import type { Move } from './template-source.ts';

/** Root of this repository. */
export const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));

export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(`${REPOSITORY}${folder}/package.json`, 'utf8'));
}

/** Returns the packages at a path: itself, or, if it is none, those of its folders that are. */
export async function findPackages({ from, to }: Move): Promise<readonly Move[]> {
  const isPackage = (folder: string) => existsSync(`${REPOSITORY}${folder}/package.json`);
  if (isPackage(from)) return [{ from, to }];
  const names = await readdir(`${REPOSITORY}${from}`);
  return names
    .map((name) => ({ from: `${from}/${name}`, to: `${to}/${name}` }))
    .filter((move) => isPackage(move.from));
}

/** Published packages outside of the kit that a project installs. */
const TOOLS = ['tooling/generators'];

/** Manifests of the kit and of what else an application installs from the registry, by name. */
export async function readKit(): Promise<ReadonlyMap<string, Manifest>> {
  const folders = (await readdir(`${REPOSITORY}kit`)).map((name) => `kit/${name}`);
  const manifests = await Promise.all([...folders, ...TOOLS].map(readManifest));
  return new Map(manifests.map((manifest) => [manifest.name, manifest]));
}

/** Returns the packages of the kit that these need, with those that they need themselves. */
export function kitClosure(
  names: Iterable<string>,
  kit: ReadonlyMap<string, Manifest>,
): Readonly<Record<string, string>> {
  const versions = new Map<string, string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const manifest = kit.get(name);
    if (manifest === undefined || versions.has(name)) continue;
    versions.set(name, manifest.version);
    open.push(...Object.keys(manifest.dependencies ?? {}));
  }
  return Object.fromEntries([...versions].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Settings of this workspace, with their comments. */
export async function readSettings() {
  return parseDocument(await readFile(`${REPOSITORY}pnpm-workspace.yaml`, 'utf8'));
}
