// Runs one test file in its package, in one process and without time limits, for a debugger:
// node tooling/vitest/debug-test.mjs FILE [vitest options]
import { existsSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

const [given, ...options] = process.argv.slice(2);
const file = resolve(given ?? '');
let folder = dirname(file);
while (!existsSync(`${folder}/vitest.config.ts`)) {
  if (folder === dirname(folder)) {
    console.error(`${given ?? 'Nothing'} is not a test file of a package of this workspace.`);
    process.exit(1);
  }
  folder = dirname(folder);
}

process.chdir(folder);
const limits = ['--no-file-parallelism', '--test-timeout=0', '--hook-timeout=0'];
process.argv.splice(2, Infinity, 'run', relative(folder, file), ...limits, ...options);
await import(`${folder}/node_modules/vitest/vitest.mjs`);
