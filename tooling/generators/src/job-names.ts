import { type Name, nameOf } from './names.ts';
import type { JobRequest } from './request.ts';

export interface JobNames {
  readonly domain: Name;
  readonly job: Name;
  /** Name of the type of its dependencies. */
  readonly deps: string;
}

/**
 * Reads the names of a job.
 * @throws {GeneratorError} when one is not valid.
 */
export function jobNamesOf(request: JobRequest): JobNames {
  const domain = nameOf(request.domain, 'domain');
  const job = nameOf(request.name, 'job');
  return { domain, job, deps: `${job.pascal}Deps` };
}
