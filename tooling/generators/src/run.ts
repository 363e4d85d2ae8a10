import { relative } from 'node:path';
import { type Ask, completeRequest, readCommandLine } from './command-line.ts';
import { formatFiles } from './format-files.ts';
import { type Generated, generate } from './generate.ts';
import { findApplication } from './layout.ts';
import { USAGE } from './usage.ts';

const listOf = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ''];

function describe(
  { created, changed, nextSteps }: Generated,
  folder: string,
  isDryRun: boolean,
): string {
  const numbered = nextSteps.map((step, index) => `${index + 1}. ${step}`);
  return [
    ...(folder === '' ? [] : [`In ${folder}`, '']),
    ...listOf(isDryRun ? 'Would create' : 'Created', created),
    ...listOf(isDryRun ? 'Would change' : 'Changed', changed),
    ...listOf('To do', numbered),
  ].join('\n');
}

/**
 * Runs the program with its arguments. Returns what to print.
 * @throws {GeneratorError} when the request cannot be carried out; nothing has been written then.
 */
export async function run(args: readonly string[], here: string, ask: Ask): Promise<string> {
  const line = readCommandLine(args, here);
  if (line.wantsHelp) return USAGE;
  const application = findApplication(line.folder);
  const request = await completeRequest(line, ask);
  const generated = generate(application, request, line);
  const { created, changed } = generated;
  const objection = line.isDryRun
    ? undefined
    : formatFiles(application.root, [...created, ...changed]);
  return [
    describe(generated, relative(here, application.root), line.isDryRun),
    ...(objection === undefined ? [] : [`Biome objects:\n${objection}`]),
  ].join('\n');
}
