import type { Changes } from '../changes.ts';
import { addJob } from '../edits/jobs.ts';
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

/** Adds a job to the worker of an application. */
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
    const module = `./${domain.kebab}/${job.kebab}.ts`;
    addJob(source, { creator: `create${job.pascal}`, deps: depsIn(source), module });
  });
  return [
    `State what the job guarantees in ${file}.test.ts, which fails until then, and change the generated job to it.`,
  ];
}
