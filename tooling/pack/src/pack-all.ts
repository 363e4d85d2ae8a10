// Packs every published package of the workspace into a folder and checks the tarballs:
// pnpm pack:all FOLDER
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { checkTarball } from './check-tarball.ts';
import { runInWorkspace } from './run-pnpm.ts';

interface WorkspacePackage {
  readonly name: string;
  readonly private?: boolean;
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Name the folder for the tarballs: pnpm pack:all FOLDER');
  process.exit(1);
}
const destination = resolve(folder);
await mkdir(destination, { recursive: true });

const listed = await runInWorkspace('pnpm', ['ls', '--recursive', '--depth=-1', '--json']);
const packages: readonly WorkspacePackage[] = JSON.parse(listed);
const filters = packages
  .filter((one) => one.private !== true)
  .map(({ name }) => `--filter=${name}`);

// Tarballs of an earlier run would be taken for packages of this one.
const isTarball = (name: string) => name.endsWith('.tgz');
for (const name of (await readdir(destination)).filter(isTarball))
  await rm(join(destination, name));

await runInWorkspace('turbo', ['run', 'build', '--output-logs=errors-only', ...filters]);
await runInWorkspace('pnpm', [...filters, 'pack', '--pack-destination', destination]);

const tarballs = (await readdir(destination)).filter(isTarball).sort();
if (tarballs.length !== filters.length) {
  throw new Error(`${filters.length} packages became ${tarballs.length} tarballs.`);
}
const problems = (
  await Promise.all(tarballs.map((name) => checkTarball(join(destination, name))))
).flat();
for (const problem of problems) console.error(problem);
console.log(`Packed ${tarballs.length} packages into ${destination}`);
process.exitCode = problems.length === 0 ? 0 : 1;
