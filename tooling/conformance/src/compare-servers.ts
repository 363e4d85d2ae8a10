// Runs the suite against the server on Node, and on each runtime that is named by a variable (BUN and
// DENO: paths of their programs), each with a new database; compares what they answer.
import { checkDifferences, compareTranscripts } from './comparison/compare-transcripts.ts';
import { type ComparedServer, KNOWN_DIFFERENCES } from './comparison/known-differences.ts';
import { runConformance } from './run-conformance.ts';
import { type ServerUnderTest, startServer } from './servers/start-server.ts';
import { printResult, sumOf } from './suite/print-results.ts';

let failures = 0;

function fail(message: string): void {
  failures += 1;
  console.log(`FAILED   ${message}`);
}

/** Runs the suite against a server, stops it, and returns the transcript. */
async function record(name: string, start: () => Promise<ServerUnderTest>) {
  const began = performance.now();
  const server = await start();
  const { results, transcript } = await runConformance(server.settings, {
    onResult: (result) => result.problem !== undefined && printResult(result),
  });
  const code = await server.stop();
  if (code !== 0) fail(`The server on ${name} ended with ${code}.`);
  const { passed, failed } = sumOf(results);
  failures += failed;
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${name}: ${passed} passed, ${failed} failed, ${transcript.length} responses, ${seconds} s`,
  );
  return transcript;
}

/** Compares a transcript with that of Node. */
function compare(name: ComparedServer, expected: readonly unknown[], actual: readonly unknown[]) {
  const found = compareTranscripts(expected, actual);
  const { unknown, gone } = checkDifferences(found, KNOWN_DIFFERENCES[name]);
  for (const { exchange, path, ...values } of unknown) {
    const [node, here] = [values.expected, values.actual].map((value) => JSON.stringify(value));
    fail(
      `${name} differs in ${path} of "${exchange}"\n         node: ${node}\n         here: ${here}`,
    );
  }
  for (const { exchange, path } of gone) {
    fail(
      `${name} no longer differs in ${path} of ${exchange}: remove it from known-differences.ts`,
    );
  }
  const count = found.length - unknown.length;
  console.log(`${name}: ${unknown.length} unknown differences from Node, ${count} known ones`);
}

const { BUN: bun, DENO: deno } = process.env;
const node = await record('node', () => startServer([process.execPath], 'main.js'));
if (bun) {
  compare('bun', node, await record('bun', () => startServer([bun], 'main-bun.js')));
}
if (deno) {
  const command = [deno, 'run', '--allow-all', '--unstable-no-legacy-abort'];
  compare('deno', node, await record('deno', () => startServer(command, 'main-deno.js')));
}
process.exitCode = failures === 0 ? 0 : 1;
