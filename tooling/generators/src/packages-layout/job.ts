import type { Changes } from '../changes.ts';
import { addJob } from '../edits/jobs.ts';
import { GeneratorError } from '../generator-error.ts';
import { jobNamesOf } from '../job-names.ts';
import type { JobRequest, NextSteps } from '../request.ts';
import { type DatabaseNames, jobOf, jobTestOf } from '../templates/job.ts';
import { PATHS } from './paths.ts';

const DATABASE: DatabaseNames = {
  type: 'Database',
  typeModule: '@trastienda/shop-db',
  open: 'openDatabase',
  openModule: '@trastienda/shop-db',
};

/** Adds a job to the worker of a shop. */
export function generateJob(changes: Changes, request: JobRequest): NextSteps {
  const names = jobNamesOf(request);
  const { job, domain } = names;
  const folder = `packages/shop/src/${domain.kebab}`;
  if (!changes.exists(folder)) {
    throw new GeneratorError(`There is no domain ${domain.kebab}: ${folder} is missing.`);
  }
  const file = `${folder}/jobs/${job.kebab}`;
  changes.create(`${file}.ts`, jobOf(names, DATABASE));
  changes.create(`${file}.test.ts`, jobTestOf(names, DATABASE));
  changes.edit(PATHS.createShop, (source) => {
    addJob(source, {
      creator: `create${job.pascal}`,
      module: `./${domain.kebab}/jobs/${job.kebab}.ts`,
      deps: '{ database, clock }',
    });
  });
  return [
    `State what the job guarantees in ${file}.test.ts, which fails until then, and change the generated job to it.`,
  ];
}
