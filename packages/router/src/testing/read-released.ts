import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Contract } from '@trastienda/procedures/contract';
import type { ClientVersions } from './allows-breaking.ts';

const RELEASED = 'RELEASED';
const CONTRACT = 'packages/router/contract.json';
const CLIENT = 'packages/client/package.json';
const CHANGESETS = '.changeset';

interface Manifest {
  readonly name: string;
  readonly version: string;
}

/** What the last release promised, or why it cannot be compared with. */
export type ReleasedContract =
  | { readonly isKnown: false; readonly why: string }
  | {
      readonly isKnown: true;
      readonly commit: string;
      readonly contract: Contract;
      readonly versions: ClientVersions;
    };

const unknown = (why: string): ReleasedContract => ({ isKnown: false, why });

/** Returns null for a file or folder that does not exist. */
async function unlessMissing<Result>(read: Promise<Result>): Promise<Result | null> {
  return read.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

async function readChangesets(root: string): Promise<readonly string[]> {
  const names = (await unlessMissing(readdir(join(root, CHANGESETS)))) ?? [];
  const changesets = names.filter((name) => name.endsWith('.md') && name !== 'README.md');
  return Promise.all(changesets.map((name) => readFile(join(root, CHANGESETS, name), 'utf8')));
}

/**
 * Reads the contract of the last release from the history of the repository in `root`.
 *
 * @throws {Error} when the file RELEASED names no commit of a repository that has its whole history.
 */
export async function readReleased(root: string): Promise<ReleasedContract> {
  const git = async (...args: readonly string[]) => {
    const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
    return (await promisify(execFile)('git', [...args], options)).stdout;
  };
  const named = await unlessMissing(readFile(join(root, RELEASED), 'utf8'));
  if (named === null) return unknown(`There is no file ${RELEASED}, so nothing was released yet.`);
  const commit = named.trim();
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`${RELEASED} must contain a full commit id.`);
  // A copy of the files may be inside of another repository.
  const isRoot = await git('rev-parse', '--show-cdup').then(
    (pathToRoot) => pathToRoot.trim() === '',
    () => false,
  );
  if (!isRoot) {
    return unknown('This is no git repository, so the contract of the release is not known.');
  }
  const exists = await git('rev-parse', '--verify', `${commit}^{commit}`).then(
    () => true,
    () => false,
  );
  if (!exists) {
    const isShallow = (await git('rev-parse', '--is-shallow-repository')).trim() === 'true';
    if (isShallow) {
      return unknown(`This clone does not have ${commit}: run "git fetch --unshallow".`);
    }
    throw new Error(`${RELEASED} names ${commit}, which is no commit of this repository.`);
  }
  const contract: Contract = JSON.parse(await git('show', `${commit}:${CONTRACT}`));
  const released: Manifest = JSON.parse(await git('show', `${commit}:${CLIENT}`));
  const current: Manifest = JSON.parse(await readFile(join(root, CLIENT), 'utf8'));
  const changesets = await readChangesets(root);
  const versions = { released: released.version, current: current.version, changesets };
  return { isKnown: true, commit, contract, versions: { name: current.name, ...versions } };
}
