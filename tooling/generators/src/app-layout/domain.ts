import type { SourceFile } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { type DomainNames, domainNamesOf } from '../domain-names.ts';
import { addErasure } from '../edits/erasure.ts';
import {
  callOf,
  firstObjectOf,
  hasCallOf,
  interfaceNamed,
  objectNamed,
} from '../edits/find-nodes.ts';
import { addImport } from '../edits/imports.ts';
import { addArgument, addInterfaceProperty, addProperty, addToUnion } from '../edits/members.ts';
import { GeneratorError } from '../generator-error.ts';
import type { DomainRequest, NextSteps } from '../request.ts';
import { rejectUsedNames, rejectUsedReason } from '../used-names.ts';
import { depsIn } from './deps-in.ts';
import { PATHS } from './paths.ts';
import { collectionOf } from './templates/collection.ts';
import { proceduresOf } from './templates/procedures.ts';
import { schemasOf } from './templates/schemas.ts';
import { serviceOf } from './templates/service.ts';
import { serviceTestOf } from './templates/service-test.ts';

/** Returns the files of a domain by path. */
function domainFilesOf(names: DomainNames): Readonly<Record<string, string>> {
  const file = `src/${names.many.kebab}/${names.one.kebab}`;
  return {
    [`${file}-schemas.ts`]: schemasOf(names),
    [`${file}-collection.ts`]: collectionOf(names),
    [`${file}-service.ts`]: serviceOf(names),
    [`${file}-service.test.ts`]: serviceTestOf(names),
    [`${file}-procedures.ts`]: proceduresOf(names),
  };
}

/** Adds the events of a domain to those of the database, or begins with them. */
function addEvents(file: SourceFile, event: string): void {
  if (!hasCallOf(file, 'defineEvents')) {
    addProperty(objectNamed(file, 'COLLECTIONS'), 'events', `defineEvents<${event}>()`);
    addImport(file, '@trastienda/mongo', [{ name: 'defineEvents' }]);
    return;
  }
  const [shape] = callOf(file, 'defineEvents').getTypeArguments();
  if (shape === undefined) {
    throw new GeneratorError(`${PATHS.database} has \`defineEvents\` without the type of events.`);
  }
  addToUnion(shape, event);
}

/** Adds a domain to an application: a folder, and a line in each file above it. */
export function generateDomain(changes: Changes, request: DomainRequest): NextSteps {
  const names = domainNamesOf(request.name, request.plural);
  const { one, many } = names;
  const folder = `./${many.kebab}/${one.kebab}`;
  const file = `src/${many.kebab}/${one.kebab}`;
  const service = `${one.pascal}Service`;

  rejectUsedNames(names, domainFilesOf);
  const reasons = changes.filesWith('src', `${one.constant}_NOT_FOUND`);
  rejectUsedReason(
    names,
    reasons.map((each) => each.getFullText()),
  );
  for (const [path, text] of Object.entries(domainFilesOf(names))) changes.create(path, text);

  changes.edit(PATHS.contract, (source) => {
    addArgument(callOf(source, 'defineErrors'), `${one.constant}_ERRORS`);
    addImport(source, `${folder}-schemas.ts`, [{ name: `${one.constant}_ERRORS` }]);
  });
  changes.edit(PATHS.database, (source) => {
    addProperty(objectNamed(source, 'COLLECTIONS'), many.camel);
    addEvents(source, `${one.pascal}Event`);
    const event = { name: `${one.pascal}Event`, isType: true };
    addImport(source, `${folder}-collection.ts`, [event, { name: many.camel }]);
  });
  changes.edit(PATHS.procedures, (source) => {
    addInterfaceProperty(interfaceNamed(source, 'Services'), many.camel, service);
    addImport(source, `${folder}-service.ts`, [{ name: service, isType: true }]);
  });
  changes.edit(PATHS.router, (source) => {
    addProperty(objectNamed(source, 'procedures'), many.camel);
    addImport(source, `${folder}-procedures.ts`, [{ name: many.camel }]);
  });
  changes.edit(PATHS.startApp, (source) => {
    const value = `create${service}(${depsIn(source)})`;
    addProperty(objectNamed(source, 'services'), many.camel, value);
    addErasure(firstObjectOf(callOf(source, 'createAuth')), many.camel);
    addImport(source, `${folder}-service.ts`, [{ name: `create${service}` }]);
  });
  return [
    `State what ${many.words} guarantee in ${file}-service.test.ts, which fails until then, and change the generated code to it.`,
  ];
}
