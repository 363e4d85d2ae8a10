#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { completeChoice } from './arguments/ask.ts';
import { readArguments, USAGE } from './arguments/read-arguments.ts';
import { CreateError } from './create-error.ts';
import { createProject } from './project/create-project.ts';
import { initializeGit, installDependencies } from './project/finish-project.ts';
import { nameOfFolder, nameProblem } from './project/project-name.ts';
import { checkTarget } from './project/target-folder.ts';
import { TEMPLATES_FOLDER } from './template.ts';

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function readVersion(): Promise<string> {
  const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
  return JSON.parse(manifest).version;
}

/** Commands to go on with, from the folder in which the command was run. */
function nextSteps(folder: string): string {
  const path = relative('', folder);
  return [
    ...(path === '' ? [] : [`  cd ${path}`]),
    '  npm start    serves the application, with an embedded database',
    '  npm test     runs all tests',
    '',
    'README.md says where things are.',
  ].join('\n');
}

async function main(): Promise<void> {
  const { help, version, install, git, from, ...given } = readArguments(process.argv.slice(2));
  if (help) return print(USAGE);
  if (version) return print(await readVersion());

  if (given.folder !== null) await checkFolder(given.folder);
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const choice = await completeChoice(given, isTerminal);
  const name = await checkFolder(choice.folder);
  const folder = resolve(choice.folder);
  const tarballFolder = from === null ? null : resolve(from);
  const { template } = choice;
  await createProject({ folder, name, template, tarballFolder, templates: TEMPLATES_FOLDER });
  print(`Created ${name} in ${folder}`);

  if (install) {
    print('Installing its dependencies …');
    if (!(await installDependencies(folder))) {
      print('The installation failed. The project is complete: npm start tries it again.');
      process.exitCode = 1;
    }
  }
  // After the installation, so that the first commit has the lockfile.
  const problem = git ? await initializeGit(folder) : null;
  if (problem !== null) print(problem);
  print(`\nNext:\n\n${nextSteps(folder)}`);
}

/** Returns the name for a folder that can become a project. */
async function checkFolder(folder: string): Promise<string> {
  const name = nameOfFolder(folder);
  const problem = nameProblem(name);
  if (problem !== null) throw new CreateError(problem);
  await checkTarget(resolve(folder));
  return name;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof CreateError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
