import type { DomainNames } from '../domain-names.ts';
import { withArticle } from '../names.ts';
import { type Declaration, declarationOf } from './declaration.ts';

/** Schemas that the procedures of a new domain use. */
export function procedureSchemaNamesOf({ one, many }: DomainNames): string[] {
  return [
    `Create${one.pascal}Input`,
    `Get${one.pascal}Input`,
    `List${many.pascal}Input`,
    `Rename${one.pascal}Input`,
    `${one.pascal}Page`,
    `${one.pascal}View`,
  ];
}

/**
 * Returns the record of the procedures of a new domain. `origin` is what the changing use cases
 * receive beside the account and the input.
 */
export function domainProceduresOf(names: DomainNames, origin: string): string {
  const { one, many } = names;
  const view = `${one.pascal}View`;
  const notFound = `${one.constant}_NOT_FOUND`;
  const callOf = (name: string, ...more: readonly string[]) =>
    `ctx.services.${many.camel}.${name}(${['ctx.actor', 'input', ...more].join(', ')})`;
  const declared: Readonly<Record<string, Omit<Declaration, 'access' | 'collection'>>> = {
    create: {
      type: 'mutation',
      summary: `Creates ${withArticle(one)}`,
      input: `Create${one.pascal}Input`,
      output: view,
      errors: [],
      idempotency: 'none',
      call: callOf('create', origin),
    },
    get: {
      type: 'query',
      summary: `Returns ${withArticle(one)}`,
      input: `Get${one.pascal}Input`,
      output: view,
      errors: [notFound],
      call: callOf('get'),
    },
    list: {
      type: 'query',
      summary: `Lists ${many.words}, newest first`,
      input: `List${many.pascal}Input.prefault({})`,
      output: `${one.pascal}Page`,
      errors: ['CURSOR_INVALID'],
      call: callOf('list'),
    },
    rename: {
      type: 'mutation',
      summary: `Renames ${withArticle(one)}`,
      input: `Rename${one.pascal}Input`,
      output: view,
      errors: [notFound],
      idempotency: 'natural',
      call: callOf('rename', origin),
    },
  };
  const properties = Object.entries(declared).map(
    ([name, each]) =>
      `  ${name}: ${declarationOf({ ...each, access: 'own', collection: many.camel })},\n`,
  );
  return `/** ${many.sentence} of the calling account. */
export const ${many.camel} = {
${properties.join('\n')}};
`;
}
