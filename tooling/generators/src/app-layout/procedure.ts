import type { Changes } from '../changes.ts';
import {
  arrayIn,
  callOf,
  firstObjectOf,
  interfaceNamed,
  objectNamed,
  objectReturnedBy,
} from '../edits/find-nodes.ts';
import { addImport, importOf } from '../edits/imports.ts';
import { addElement, addProperty, addSeparateProperty } from '../edits/members.ts';
import { GeneratorError } from '../generator-error.ts';
import { nameOf, toKebab } from '../names.ts';
import { procedurePathOf } from '../procedure-names.ts';
import type { NextSteps, ProcedureRequest } from '../request.ts';
import { accessNameOf, declarationOf, declarationStep } from '../templates/declaration.ts';
import { procedureSchemasOf } from '../templates/schemas.ts';
import { PATHS } from './paths.ts';
import { procedureTestOf } from './templates/procedure.ts';

/** Files of a domain, without what their names end with: `src/polls/poll`. */
interface FoundDomain {
  readonly stem: string;
  /** `PollService` */
  readonly service: string;
}

/** Finds a domain by the router's import of its procedures. */
function findDomain(changes: Changes, domain: string): FoundDomain {
  const module = importOf(changes.read(PATHS.router), domain)?.module;
  const stem = /^\.\/(.+)-procedures\.ts$/.exec(module ?? '')?.[1];
  if (stem === undefined) {
    throw new GeneratorError(
      `${PATHS.router} imports no ${domain} from a file of procedures, such as ./${domain}/…-procedures.ts.`,
    );
  }
  const services = interfaceNamed(changes.read(PATHS.procedures), 'Services');
  const service = services.getProperty(domain)?.getTypeNode()?.getText();
  if (service === undefined) {
    throw new GeneratorError(`The services in ${PATHS.procedures} have no ${domain}.`);
  }
  return { stem: `src/${stem}`, service };
}

/** Declares a permission, unless it exists. */
function addPermission(changes: Changes, permission: string): NextSteps {
  const quoted = `'${permission}'`;
  const permissionsOf = (file: ReturnType<Changes['read']>) =>
    arrayIn(firstObjectOf(callOf(file, 'defineRoles')), 'permissions');
  const known = permissionsOf(changes.read(PATHS.contract)).getElements();
  if (known.some((each) => each.getText() === quoted)) return [];
  changes.edit(PATHS.contract, (file) => addElement(permissionsOf(file), quoted));
  return [`Decide in ${PATHS.contract} which roles have ${permission}.`];
}

/** Adds a procedure to a domain of an application, with its schemas, its use case and a test. */
export function generateProcedure(changes: Changes, request: ProcedureRequest): NextSteps {
  const { area, domain, name, path, kebab, sentence } = procedurePathOf(request);
  const { access, type } = request;
  if (area !== null) {
    throw new GeneratorError(
      `The procedure "${path}" is not a domain and a name: only a shop has areas such as ${area}.`,
    );
  }
  if (access.kind === 'buyer') {
    throw new GeneratorError('Only a shop has buyers: the access is account, public or staff.');
  }
  const { stem, service } = findDomain(changes, domain);
  const entity = service.replace(/Service$/, '');
  const base = `${nameOf(kebab, 'procedure').pascal}${entity}`;
  const local = `./${stem.slice(stem.lastIndexOf('/') + 1)}-schemas.ts`;
  const isOwn = access.kind === 'account';
  const passed = [...(isOwn ? ['ctx.actor'] : []), 'input'];
  if (type === 'mutation') passed.push('ctx.requestId');

  changes.edit(`${stem}-schemas.ts`, (file) => {
    if (file.getVariableDeclaration(`${base}Input`) !== undefined) {
      throw new GeneratorError(`The name ${base}Input is taken in ${stem}-schemas.ts.`);
    }
    file.insertText(file.getEnd(), `\n${procedureSchemasOf(base, `${domain}.${name}`)}`);
    addImport(file, '@trastienda/base', [{ name: 'Id' }]);
    addImport(file, 'zod', [{ name: 'z' }]);
  });
  changes.edit(`${stem}-procedures.ts`, (file) => {
    const text = declarationOf({
      ...{ type, access: accessNameOf(access), summary: sentence, errors: [] },
      collection: domain,
      ...{ input: `${base}Input`, output: `${base}Result` },
      ...(type === 'mutation' && { idempotency: 'none' }),
      call: `ctx.services.${domain}.${name}(${passed.join(', ')})`,
    });
    addSeparateProperty(objectNamed(file, domain), name, text);
    addImport(file, '../procedures.ts', [{ name: type }]);
    addImport(file, local, [{ name: `${base}Input` }, { name: `${base}Result` }]);
  });
  changes.edit(`${stem}-service.ts`, (file) => {
    const parameters = [
      ...(isOwn ? ['_actor: AccountActor'] : []),
      `{ id }: ${base}Input`,
      ...(type === 'mutation' ? ['_requestId: string'] : []),
    ];
    const value = `async (${parameters.join(', ')}): Promise<${base}Result> => ({ id })`;
    addProperty(objectReturnedBy(file, `create${service}`), name, value, { atEnd: true });
    if (isOwn) addImport(file, '@trastienda/base', [{ name: 'AccountActor', isType: true }]);
    addImport(file, local, [
      { name: `${base}Input`, isType: true },
      { name: `${base}Result`, isType: true },
    ]);
  });
  const test = `${stem.slice(0, stem.lastIndexOf('/'))}/${toKebab(base)}.test.ts`;
  changes.create(test, procedureTestOf(base, `${domain}.${name}`, local));
  const permissions = access.kind === 'staff' ? addPermission(changes, access.permission) : [];
  return [
    `Change the use case ${name} in ${stem}-service.ts, which returns the id that it was given, and its schemas.`,
    declarationStep(`${stem}-procedures.ts`, request),
    `State what it guarantees in ${test}, which fails until then.`,
    ...permissions,
  ];
}
