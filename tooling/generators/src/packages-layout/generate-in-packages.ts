import type { Changes } from '../changes.ts';
import type { GeneratorRequest, NextSteps } from '../request.ts';
import { generateDomain } from './domain.ts';
import { generateJob } from './job.ts';
import { generateMigration } from './migration.ts';
import { readPackageNames, withPackageNames } from './package-names.ts';
import { generateProcedure } from './procedure.ts';

/** Plans the changes of a request in a shop. */
export function generateInPackages(planned: Changes, request: GeneratorRequest): NextSteps {
  const names = readPackageNames(planned);
  const changes: Changes = {
    ...planned,
    create: (path, text) => planned.create(path, withPackageNames(text, names)),
  };
  switch (request.kind) {
    case 'domain':
      return generateDomain(changes, names, request);
    case 'procedure':
      return generateProcedure(changes, names, request);
    case 'job':
      return generateJob(changes, request);
    case 'migration':
      return generateMigration(changes, request);
  }
}
