import type { DomainNames } from '../../domain-names.ts';
import { domainProceduresOf, procedureSchemaNamesOf } from '../../templates/domain-procedures.ts';

/** The procedures of a new domain. */
export function proceduresOf(names: DomainNames): string {
  return `import { mutation, query } from '../procedures.ts';
import { ${procedureSchemaNamesOf(names).join(', ')} } from './${names.one.kebab}-schemas.ts';

${domainProceduresOf(names, 'ctx.requestId')}`;
}
