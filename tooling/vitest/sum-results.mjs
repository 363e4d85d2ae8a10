// Adds up the results that the packages' test runs left behind; fails when nothing was run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const results = ['apps', 'examples', 'kit', 'packages', 'tooling']
  .flatMap((parent) => readdirSync(`${root}${parent}`).map((name) => `${root}${parent}/${name}`))
  .map((folder) => `${folder}/.vitest/results.json`)
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));

const sum = (field) => results.reduce((total, result) => total + result[field], 0);
const passed = sum('numPassedTests');
const failed = sum('numFailedTests');
console.log(`${passed} passed, ${failed} failed, ${sum('numPendingTests')} skipped`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
