import { type SourceFile, SyntaxKind } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { arrayIn, callOf, firstObjectOf, requireVariables } from '../edits/find-nodes.ts';
import { addImport } from '../edits/imports.ts';
import { addJob } from '../edits/jobs.ts';
import { addElement } from '../edits/members.ts';
import { insertBefore, statementCalling } from '../edits/statements.ts';
import { GeneratorError } from '../generator-error.ts';
import { jobNamesOf } from '../job-names.ts';
import type { JobRequest, NextSteps } from '../request.ts';
import { type DatabaseNames, jobOf, jobTestOf } from '../templates/job.ts';
import { depsIn } from './deps-in.ts';
import { PATHS } from './paths.ts';

const DATABASE: DatabaseNames = {
  type: 'AppDatabase',
  typeModule: '../database.ts',
  open: 'openAppDatabase',
  openModule: '../database.ts',
};

const WORKER = `const worker = createWorker({
  jobs: [],
  leases: database.leases,
  clock: systemClock,
  onFault: ({ error, ...fault }) => log.warn({ ...fault, err: error }, 'job'),
});
`;

const hasWorker = (file: SourceFile) =>
  file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .some((call) => call.getExpression().getText() === 'createWorker');

/** Adds a worker that starts and stops with the server. */
function addWorker(file: SourceFile): void {
  requireVariables(file, ['database', 'log']);
  insertBefore(statementCalling(file, 'serve'), WORKER);
  addElement(arrayIn(firstObjectOf(callOf(file, 'serve')), 'background'), 'worker');
  addImport(file, '@trastienda/base', [{ name: 'systemClock' }]);
  addImport(file, '@trastienda/mongo', [{ name: 'createWorker' }]);
}

/** Adds a job to the worker of an application, and the worker with the first job. */
export function generateJob(changes: Changes, request: JobRequest): NextSteps {
  const names = jobNamesOf(request);
  const { job, domain } = names;
  const folder = `src/${domain.kebab}`;
  if (!changes.exists(folder)) {
    throw new GeneratorError(`There is no domain ${domain.kebab}: ${folder} is missing.`);
  }
  const file = `${folder}/${job.kebab}`;
  changes.create(`${file}.ts`, jobOf(names, DATABASE));
  changes.create(`${file}.test.ts`, jobTestOf(names, DATABASE));
  changes.edit(PATHS.startApp, (source) => {
    if (!hasWorker(source)) addWorker(source);
    const module = `./${domain.kebab}/${job.kebab}.ts`;
    addJob(source, { creator: `create${job.pascal}`, deps: depsIn(source), module });
  });
  return [
    `State what the job guarantees in ${file}.test.ts, which fails until then, and change the generated job to it.`,
  ];
}
