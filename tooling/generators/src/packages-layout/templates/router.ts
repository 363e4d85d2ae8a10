import type { DomainNames } from '../../domain-names.ts';
import { domainProceduresOf, procedureSchemaNamesOf } from '../../templates/domain-procedures.ts';

/** The procedures of a new domain. */
export function proceduresOf(names: DomainNames): string {
  return `import { ${procedureSchemaNamesOf(names).join(', ')} } from '@trastienda/shop-contract';
import { mutation, query } from '../procedures.ts';

${domainProceduresOf(names, 'ctx.origin')}`;
}
