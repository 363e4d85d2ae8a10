// Runs the suite against the server on Node, behind the Worker, and on each runtime that is named by a
// variable (BUN and DENO: paths of their programs), each with a new database; compares what they
// answer, and checks how each process starts and ends.
import { checkDifferences, compareTranscripts } from './comparison/compare-transcripts.ts';
import { type ComparedServer, KNOWN_DIFFERENCES } from './comparison/known-differences.ts';
import { runConformance } from './run-conformance.ts';
import { checkProcess, type RuntimeTraits } from './servers/check-process.ts';
import { startBehindEdge } from './servers/start-edge.ts';
import { type Launch, NODE, type ServerUnderTest, startServer } from './servers/start-server.ts';
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

/** Checks the process of a server. */
async function checkLaunch(name: string, launch: Launch, traits: RuntimeTraits): Promise<void> {
  const count = await checkProcess(launch, traits, (problem) => fail(`${name} ${problem}`));
  console.log(`${name}: ${count} checks of the process`);
}

const { BUN: bun, DENO: deno } = process.env;
const LIKE_NODE: RuntimeTraits = {
  limitsHeaderSize: true,
  limitsHeaderTime: true,
  refusesWhileEnding: true,
};
const LIKE_DENO: RuntimeTraits = {
  limitsHeaderSize: false,
  limitsHeaderTime: false,
  refusesWhileEnding: false,
};

const node = await record('node', () => startServer(NODE));
await checkLaunch('node', NODE, LIKE_NODE);
compare('edge', node, await record('edge', startBehindEdge));
if (bun) {
  const launch: Launch = { command: [bun], program: 'main-bun.js' };
  compare('bun', node, await record('bun', () => startServer(launch)));
  await checkLaunch('bun', launch, LIKE_NODE);
}
if (deno) {
  const command = [deno, 'run', '--allow-all', '--unstable-no-legacy-abort'];
  const launch: Launch = { command, program: 'main-deno.js' };
  compare('deno', node, await record('deno', () => startServer(launch)));
  await checkLaunch('deno', launch, LIKE_DENO);
}
process.exitCode = failures === 0 ? 0 : 1;
