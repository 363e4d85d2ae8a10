// Runs the suite against the server at TRASTIENDA_URL, prints each test and a sum, and exits with 1
// when a test has failed. An argument names a file for the transcript. README.md has the variables.
import { writeFile } from 'node:fs/promises';
import { runConformance } from './run-conformance.ts';
import { readSettings, SettingsError } from './settings.ts';
import { printResult, sumOf } from './suite/print-results.ts';

const [transcriptFile] = process.argv.slice(2);
try {
  const report = await runConformance(readSettings(process.env), { onResult: printResult });
  if (transcriptFile !== undefined) {
    await writeFile(transcriptFile, `${JSON.stringify(report.transcript, null, 2)}\n`);
  }
  const { passed, failed, skipped } = sumOf(report.results);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof SettingsError ? error.message : error);
  process.exitCode = 1;
}
