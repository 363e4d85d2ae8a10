import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { GeneratorError } from './generator-error.ts';

/** Kinds of applications: a shop of several packages, or one package with a folder per domain. */
export type Layout = 'packages' | 'app';

export interface Application {
  readonly layout: Layout;
  /** Folder to which the paths of a change are relative. */
  readonly root: string;
}

const SHOP_FILES = ['packages/db/src/open-database.ts', 'packages/router/src/root-router.ts'];
const APP_FILES = ['src/contract.ts', 'src/database.ts', 'src/procedures.ts', 'src/router.ts'];
/** Where the server of an application stands below the root of its repository. */
const APP_FOLDERS = ['.', 'apps/api', 'api'];

const hasAll = (root: string, files: readonly string[]) =>
  files.every((file) => existsSync(join(root, file)));

function applicationAt(folder: string): Application | undefined {
  if (hasAll(folder, SHOP_FILES)) return { layout: 'packages', root: folder };
  const server = APP_FOLDERS.map((name) => join(folder, name)).find((root) =>
    hasAll(root, APP_FILES),
  );
  return server === undefined ? undefined : { layout: 'app', root: server };
}

/**
 * Finds the application that a folder belongs to, by the files that each layout has.
 * @throws {GeneratorError} when there is none.
 */
export function findApplication(folder: string): Application {
  let current = resolve(folder);
  for (;;) {
    const found = applicationAt(current);
    if (found !== undefined) return found;
    const parent = dirname(current);
    if (parent === current) break;
    current = parent;
  }
  throw new GeneratorError(
    `There is no application in ${folder} or above it: neither ${SHOP_FILES.join(' and ')}, nor ${APP_FILES.join(', ')}.`,
  );
}
