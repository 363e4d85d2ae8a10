import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { unpack } from '@publint/pack';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';

interface PackedManifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/** Files that every published package has. */
const REQUIRED_FILES = ['README.md', 'LICENSE'];
/** What a version looks like that only this workspace can resolve. */
const WORKSPACE_VERSION = /^(?:workspace|catalog|link|file):/;

/** Returns the paths that a field of a manifest names: of one condition, of several, or none. */
function pathsIn(field: unknown): string[] {
  if (typeof field === 'string') return [field];
  if (typeof field !== 'object' || field === null) return [];
  return Object.values(field).flatMap(pathsIn);
}

/**
 * Returns what is wrong with a packed package, one sentence each: files that its manifest names and
 * it lacks, versions that only the workspace resolves, no README, no license.
 */
export async function checkTarball(path: string): Promise<readonly string[]> {
  const bytes = await readFile(path);
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { files, rootDir } = await unpack(tarball);
  const find = (name: string) => files.find((file) => file.name === `${rootDir}/${name}`)?.data;

  const manifest: PackedManifest = JSON.parse(new TextDecoder().decode(find('package.json')));
  const missing = REQUIRED_FILES.filter((name) => find(name) === undefined);
  // publint reads the conditions of Node and bundlers only.
  const absent = pathsIn([manifest.exports, manifest.bin]).filter(
    (target) => find(posix.normalize(target)) === undefined,
  );
  const versions = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies });
  const unresolved = versions.filter(([, version]) => WORKSPACE_VERSION.test(version));
  const { messages } = await publint({ pack: { files }, pkgDir: rootDir, level: 'warning' });

  return [
    ...missing.map((name) => `has no ${name}`),
    ...absent.map((target) => `names ${target}, which is not in the tarball`),
    ...unresolved.map(([name, version]) => `depends on ${name} at ${version}`),
    ...messages.map(
      (message) => formatMessage(message, manifest, { color: false }) ?? message.code,
    ),
  ].map((problem) => `${manifest.name}: ${problem}`);
}
