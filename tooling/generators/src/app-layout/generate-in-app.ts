import type { Changes } from '../changes.ts';
import type { GeneratorRequest, NextSteps } from '../request.ts';
import { generateDomain } from './domain.ts';
import { generateJob } from './job.ts';
import { generateMigration } from './migration.ts';
import { generateProcedure } from './procedure.ts';

/** Plans the changes of a request in an application of one package. */
export function generateInApp(changes: Changes, request: GeneratorRequest): NextSteps {
  switch (request.kind) {
    case 'domain':
      return generateDomain(changes, request);
    case 'procedure':
      return generateProcedure(changes, request);
    case 'job':
      return generateJob(changes, request);
    case 'migration':
      return generateMigration(changes, request);
  }
}
