import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CreateError } from '../create-error.ts';

/** What may be in a folder before a project is written there: a repository that was just created. */
const ALLOWED = ['.git'];

const hasCode = (error: unknown, ...codes: string[]) =>
  error instanceof Error && 'code' in error && codes.some((code) => code === error.code);

/** Returns whether a folder exists. @throws {CreateError} when something is in it or at its path. */
export async function checkTarget(target: string): Promise<boolean> {
  try {
    const entries = await readdir(target);
    const others = entries.filter((entry) => !ALLOWED.includes(entry));
    if (others.length === 0) return true;
    throw new CreateError(`The folder ${target} is not empty. Choose another name, or empty it.`);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    if (hasCode(error, 'ENOTDIR')) throw new CreateError(`${target} is a file, or inside of one.`);
    throw error;
  }
}

/** Moves the entries of a folder into one that exists; puts them back when one cannot be moved. */
async function moveEntries(from: string, to: string): Promise<void> {
  const moved: string[] = [];
  try {
    for (const entry of await readdir(from)) {
      await rename(join(from, entry), join(to, entry));
      moved.push(entry);
    }
  } catch (error) {
    for (const entry of moved) await rename(join(to, entry), join(from, entry));
    throw error;
  }
}

/**
 * Fills a folder at once: `write` writes into a temporary one beside it, which takes its place at
 * the end. After a failure of any kind nothing has changed.
 * @throws {CreateError} when the folder is not empty.
 */
export async function fillFolder(
  target: string,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  const exists = await checkTarget(target);
  const parent = dirname(target);
  const firstCreated = await mkdir(parent, { recursive: true });
  const temporary = await mkdtemp(join(parent, `.${basename(target)}-`));
  try {
    const project = join(temporary, 'project');
    await mkdir(project);
    await write(project);
    if (exists) await moveEntries(project, target);
    else await rename(project, target);
  } catch (error) {
    if (firstCreated !== undefined) await rm(firstCreated, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}
