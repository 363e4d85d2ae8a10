import { Node } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { type DomainNames, domainNamesOf } from '../domain-names.ts';
import { addSection } from '../edits/add-section.ts';
import { addTableRow } from '../edits/add-table-row.ts';
import { addErasure, addLateErasure } from '../edits/erasure.ts';
import {
  arrayNamed,
  callOf,
  interfaceNamed,
  objectNamed,
  objectReturnedBy,
} from '../edits/find-nodes.ts';
import { addExport, addImport } from '../edits/imports.ts';
import { addArgument, addElement, addInterfaceProperty, addProperty } from '../edits/members.ts';
import type { DomainRequest, NextSteps } from '../request.ts';
import { rejectUsedNames, rejectUsedReason } from '../used-names.ts';
import type { PackageNames } from './package-names.ts';
import { PATHS } from './paths.ts';
import { invalidationStep } from './procedure.ts';
import { documentOf, schemaOf, storeOf } from './templates/collection.ts';
import {
  errorsOf,
  eventsOf,
  eventsSectionOf,
  schemaNamesOf,
  schemasOf,
} from './templates/contract.ts';
import { proceduresOf } from './templates/router.ts';
import { createServiceOf, serviceOf, viewOf } from './templates/service.ts';
import { serviceTestOf } from './templates/service-test.ts';

/** Returns the files of a domain by path. */
function domainFilesOf(names: DomainNames): Readonly<Record<string, string>> {
  const { one, many } = names;
  const db = `packages/db/src/${many.kebab}/${one.kebab}`;
  const shop = `packages/shop/src/${many.kebab}`;
  return {
    [`packages/contract/src/${many.kebab}/${one.kebab}.ts`]: schemasOf(names),
    [`packages/contract/src/errors/${one.kebab}-errors.ts`]: errorsOf(names),
    [`packages/contract/src/events/${one.kebab}-events.ts`]: eventsOf(names),
    [`${db}-document.ts`]: documentOf(names),
    [`${db}-schema.ts`]: schemaOf(names),
    [`${db}-store.ts`]: storeOf(names),
    [`${shop}/${one.kebab}-service.ts`]: serviceOf(names),
    [`${shop}/${one.kebab}-view.ts`]: viewOf(names),
    [`${shop}/create-${one.kebab}-service.ts`]: createServiceOf(names),
    [`${shop}/create-${one.kebab}-service.test.ts`]: serviceTestOf(names),
    [`packages/router/src/store/${many.kebab}.ts`]: proceduresOf(names),
  };
}

function registerInContract(changes: Changes, names: DomainNames): void {
  const { one, many } = names;
  changes.edit(PATHS.contractIndex, (file) => {
    const specifiers = schemaNamesOf(names).map((name) => ({ name }));
    addExport(file, `./${many.kebab}/${one.kebab}.ts`, specifiers, many.sentence);
  });
  changes.edit(PATHS.errorTable, (file) => {
    const table = `${one.constant}_ERRORS`;
    addImport(file, `./${one.kebab}-errors.ts`, [{ name: table }]);
    addArgument(callOf(file, 'defineErrors'), table);
  });
  changes.edit(PATHS.eventTable, (file) => {
    const table = `${one.constant}_EVENTS`;
    addImport(file, `./${one.kebab}-events.ts`, [{ name: table }]);
    addArgument(callOf(file, 'mergeEvents'), table);
  });
}

function registerInDatabase(changes: Changes, { one, many }: DomainNames): void {
  const store = `./${many.kebab}/${one.kebab}-store.ts`;
  changes.edit(PATHS.openDatabase, (file) => {
    addProperty(objectNamed(file, 'COLLECTIONS'), many.camel);
    addImport(file, store, [{ name: many.camel }]);
  });
  changes.edit(PATHS.dbIndex, (file) => {
    const document = `./${many.kebab}/${one.kebab}-document.ts`;
    addExport(file, document, [{ name: `${one.pascal}State`, isType: true }]);
  });
}

function registerUseCases(changes: Changes, { one, many }: DomainNames): void {
  const service = `${one.pascal}Service`;
  const folder = `./${many.kebab}`;
  const placement = { before: 'webhooks' };
  changes.edit(PATHS.createShop, (file) => {
    addInterfaceProperty(interfaceNamed(file, 'Shop'), many.camel, service, placement);
    const value = `create${service}({ database, clock })`;
    addProperty(objectReturnedBy(file, 'createShop'), many.camel, value, placement);
    addImport(file, `${folder}/create-${one.kebab}-service.ts`, [{ name: `create${service}` }]);
    addImport(file, `${folder}/${one.kebab}-service.ts`, [{ name: service, isType: true }]);
  });
  changes.edit(PATHS.shopIndex, (file) => {
    addExport(file, `${folder}/${one.kebab}-service.ts`, [{ name: service, isType: true }]);
  });
  changes.edit(PATHS.eraseAccount, (file) => addLateErasure(file, many.camel));
  changes.edit(PATHS.configureAuth, (file) => {
    addErasure(objectReturnedBy(file, 'describeShop'), many.camel);
    const [parameter] = file.getFunctionOrThrow('describeShop').getParameters();
    const picked = parameter
      ?.getTypeNode()
      ?.getFirstDescendant((node) => Node.isUnionTypeNode(node) || Node.isLiteralTypeNode(node));
    picked?.replaceWithText(`${picked.getText()} | '${many.camel}'`);
  });
}

function registerInRouter(
  changes: Changes,
  packages: PackageNames,
  { one, many }: DomainNames,
): void {
  const service = `${one.pascal}Service`;
  changes.edit(PATHS.services, (file) => {
    addInterfaceProperty(interfaceNamed(file, 'Services'), many.camel, service);
    addImport(file, packages.shop, [{ name: service, isType: true }]);
  });
  changes.edit(PATHS.rootRouter, (file) => {
    addProperty(objectNamed(file, 'procedures'), many.camel);
    addImport(file, `./store/${many.kebab}.ts`, [{ name: many.camel }]);
  });
}

/** Lists the reason of a domain, which a created shop may list nowhere. */
function documentReason(changes: Changes, { one }: DomainNames): void {
  if (!changes.exists(PATHS.errorsDoc)) return;
  const row: Readonly<Record<string, string>> = {
    reason: `\`${one.constant}_NOT_FOUND\``,
    status: '404',
    details: '`id`',
    meaning: `There is no such ${one.words}.`,
  };
  changes.editText(PATHS.errorsDoc, (text) =>
    addTableRow(text, 'reason', (column) => row[column] ?? ''),
  );
}

/** Describes the events of a domain, which a created shop may describe nowhere. */
function documentEvents(changes: Changes, names: DomainNames): void {
  if (!changes.exists(PATHS.eventsDoc)) return;
  changes.editText(PATHS.eventsDoc, (text) =>
    addSection(text, eventsSectionOf(names), 'What writes no event'),
  );
}

/** Adds to the doubles and rules of tests, which a created shop may not have. */
function registerInTests(changes: Changes, { many }: DomainNames): void {
  if (changes.exists(PATHS.fakeServices)) {
    changes.edit(PATHS.fakeServices, (file) => {
      const services = objectReturnedBy(file, 'createFakeServices');
      addProperty(services, many.camel, 'unusedService()');
    });
  }
  if (changes.exists(PATHS.roomRules)) {
    changes.edit(PATHS.roomRules, (file) => {
      addElement(arrayNamed(file, 'ROOMS'), `'${many.kebab}'`);
      const rules = objectNamed(file, 'SHOP_ROOMS');
      // Beside the rooms that know nothing but the base.
      const room = rules
        .getProperties()
        .filter(Node.isPropertyAssignment)
        .findLast((each) => each.getInitializer()?.getText() === 'BASE');
      const key = many.kebab === many.camel ? many.kebab : `'${many.kebab}'`;
      addProperty(rules, key, 'BASE', room && { after: room.getName() });
    });
  }
}

/** Adds a domain to a shop: from contract to procedures, with its registrations and a test. */
export function generateDomain(
  changes: Changes,
  packages: PackageNames,
  request: DomainRequest,
): NextSteps {
  const names = domainNamesOf(request.name, request.plural);
  const { one, many } = names;
  rejectUsedNames(names, domainFilesOf);
  const errors = changes.filesWith('packages/contract/src/errors', `${one.constant}_NOT_FOUND`);
  rejectUsedReason(
    names,
    errors.map((file) => file.getFullText()),
  );
  for (const [path, text] of Object.entries(domainFilesOf(names))) changes.create(path, text);
  registerInContract(changes, names);
  registerInDatabase(changes, names);
  registerUseCases(changes, names);
  registerInRouter(changes, packages, names);
  registerInTests(changes, names);
  documentReason(changes, names);
  documentEvents(changes, names);
  return [
    `State what ${many.words} guarantee in packages/shop/src/${many.kebab}/create-${one.kebab}-service.test.ts, which fails until then, and change the generated code to it.`,
    'Run "pnpm contract", and commit what the procedures promise to clients.',
    `Describe ${many.camel}.* in the tables of docs/API.md and docs/ARCHITECTURE.md.`,
    invalidationStep(`${many.camel}.create and ${many.camel}.rename`),
    `Use ${many.words} in apps/api/src/e2e/privacy.test.ts, which looks for personal data that outlives an account.`,
  ];
}
