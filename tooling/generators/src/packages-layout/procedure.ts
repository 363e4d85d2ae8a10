import { dirname } from 'node:path/posix';
import { type FunctionDeclaration, Node, SyntaxKind } from 'ts-morph';
import type { Changes } from '../changes.ts';
import {
  interfaceNamed,
  objectNamed,
  objectReturnedBy,
  returnedObject,
} from '../edits/find-nodes.ts';
import { addExport, addImport, importOf } from '../edits/imports.ts';
import {
  addElement,
  addInterfaceMethod,
  addProperty,
  addSeparateProperty,
  addToUnion,
} from '../edits/members.ts';
import { GeneratorError } from '../generator-error.ts';
import { nameOf, toKebab } from '../names.ts';
import { procedurePathOf } from '../procedure-names.ts';
import type { Access, NextSteps, ProcedureRequest } from '../request.ts';
import { declarationStep } from '../templates/declaration.ts';
import { type FoundRecord, findRecord } from './find-record.ts';
import { type FoundService, findService } from './find-service.ts';
import type { PackageNames } from './package-names.ts';
import { PATHS } from './paths.ts';
import { addPermission } from './permission.ts';
import { procedureFileOf } from './templates/contract.ts';
import {
  implementationOf,
  type ProcedureNames,
  procedureOf,
  procedureTestOf,
  signatureOf,
} from './templates/procedure.ts';

const PUBLIC_LIST = 'only these procedures are public';

/** @throws {GeneratorError} when a procedure of staff is not under `admin`, or another one is. */
function checkArea({ parent }: FoundRecord, { kind }: Access, path: string): void {
  if (parent === 'admin' && kind !== 'staff') {
    throw new GeneratorError('Procedures under admin are of staff: the access is a permission.');
  }
  if (parent === 'procedures' && kind === 'staff') {
    throw new GeneratorError(`Procedures of staff are under admin: admin.${path}.`);
  }
}

/** Adds the procedure to the record of its domain, which is created with its first one. */
function registerProcedure(
  changes: Changes,
  names: ProcedureNames,
  record: FoundRecord,
  contract: string,
  request: ProcedureRequest,
): void {
  const { file, name, parent } = record;
  if (record.isNew) {
    const { sentence: what, pascal } = nameOf(toKebab(name), 'domain');
    const heading = parent === 'admin' ? `${what} for staff.` : `${what}.`;
    changes.create(file, `/** ${heading} */\nexport const ${name} = {};\n`);
    changes.edit(PATHS.rootRouter, (root) => {
      const area = parent === 'admin' ? 'admin' : 'store';
      const alias = importOf(root, name) && `${area}${pascal}`;
      addProperty(objectNamed(root, parent), name, alias);
      const module = `./${file.split('/').slice(-2).join('/')}`;
      addImport(root, module, [{ name, ...(alias !== undefined && { alias }) }]);
    });
  }
  changes.edit(file, (source) => {
    addSeparateProperty(objectNamed(source, name), names.name, procedureOf(names, request));
    addImport(source, contract, [{ name: `${names.base}Input` }, { name: `${names.base}Result` }]);
    addImport(source, '../procedures.ts', [{ name: request.type }]);
  });
}

/** Returns the folder of the domain in the contract. */
function contractFolderOf(changes: Changes, { interfacePath }: FoundService, record: FoundRecord) {
  const shopFolder = interfacePath.split('/')[3] ?? '';
  const candidates = [shopFolder, toKebab(record.service), toKebab(record.name)];
  const exists = (folder: string) => changes.exists(`packages/contract/src/${folder}`);
  return candidates.find(exists) ?? toKebab(record.name);
}

function registerSchemas(changes: Changes, names: ProcedureNames, folder: string): void {
  const { base, path } = names;
  const file = `${folder}/${toKebab(base)}.ts`;
  const exports = [`${base}Input`, `${base}Result`];
  changes.create(`packages/contract/src/${file}`, procedureFileOf(base, path));
  changes.edit(PATHS.contractIndex, (index) => {
    const hasGroup = index
      .getExportDeclarations()
      .some((each) => each.getModuleSpecifierValue()?.startsWith(`./${folder}/`));
    const heading = hasGroup ? undefined : nameOf(folder, 'folder').sentence;
    addExport(
      index,
      `./${file}`,
      exports.map((each) => ({ name: each })),
      heading,
    );
  });
}

function registerUseCase(
  changes: Changes,
  names: ProcedureNames,
  service: FoundService,
  contract: string,
  request: ProcedureRequest,
): void {
  const { text, types } = signatureOf(names, request);
  changes.edit(service.interfacePath, (file) => {
    addInterfaceMethod(interfaceNamed(file, service.type), names.name, text);
    const specifiers = types.map((name) => ({ name, isType: true }));
    addImport(file, contract, specifiers);
  });
  changes.edit(service.creatorPath, (file) => {
    const object = objectReturnedBy(file, service.creator);
    addProperty(object, names.name, implementationOf(request), { atEnd: true });
    // `Pick<PollService, 'get'>`: an object of some of the methods.
    const type = file.getFunctionOrThrow(service.creator).getReturnTypeNode();
    const [, picked] = Node.isTypeReference(type) ? type.getTypeArguments() : [];
    if (picked !== undefined && type?.getText().startsWith('Pick<')) {
      addToUnion(picked, `'${names.name}'`);
    }
  });
}

/** Adds the method to the double of the service, if tests have one with all of its methods. */
function registerDouble(changes: Changes, name: string, type: string): void {
  if (!changes.exists(PATHS.fakeCatalog)) return;
  const isDouble = (each: FunctionDeclaration) => each.getReturnTypeNode()?.getText() === type;
  if (!changes.read(PATHS.fakeCatalog).getFunctions().some(isDouble)) return;
  changes.edit(PATHS.fakeCatalog, (file) => {
    const declaration = file.getFunctions().find(isDouble);
    const object = declaration && returnedObject(declaration);
    if (object !== undefined) addProperty(object, name, 'unused', { atStart: true });
  });
}

/** Lists a public procedure in the test that names them all. */
function registerPublic(changes: Changes, path: string): void {
  if (!changes.exists(PATHS.routerWalk)) return;
  changes.edit(PATHS.routerWalk, (file) => {
    const list = file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .find((call) => call.getArguments()[0]?.getText() === `'${PUBLIC_LIST}'`)
      ?.getDescendantsOfKind(SyntaxKind.ArrayLiteralExpression)
      .find((array) => array.getElements().every(Node.isStringLiteral));
    if (list === undefined) {
      throw new GeneratorError(`${PATHS.routerWalk} has no list "${PUBLIC_LIST}".`);
    }
    addElement(list, `'${path}'`);
  });
}

/** What remains to do for the test that each mutation invalidates what it changes. */
export const invalidationStep = (what: string): string =>
  `Add ${what} to the cases in apps/api/src/testing/invalidation: invalidation-walk.test.ts fails until then.`;

/** Adds a procedure to a domain of a shop, with its schemas, its use case and a test. */
export function generateProcedure(
  changes: Changes,
  packages: PackageNames,
  request: ProcedureRequest,
): NextSteps {
  const parts = procedurePathOf(request);
  const { name, path, kebab, sentence } = parts;
  const record = findRecord(changes, parts);
  checkArea(record, request.access, path);
  const service = findService(changes, packages.shop, record.service);
  const entity = service.type.replace(/Service$/, '');
  const base = `${nameOf(kebab, 'procedure').pascal}${entity}`;
  const names: ProcedureNames = { path, service: service.key, name, sentence, base };
  const serviceFolder = dirname(service.creatorPath);
  const test = record.file.replace(/\.ts$/, `-${kebab}.test.ts`);

  registerProcedure(changes, names, record, packages.contract, request);
  changes.create(test, procedureTestOf(names, request, serviceFolder));
  registerSchemas(changes, names, contractFolderOf(changes, service, record));
  registerUseCase(changes, names, service, packages.contract, request);
  registerDouble(changes, name, service.type);
  if (request.access.kind === 'public') registerPublic(changes, path);
  const permissions =
    request.access.kind === 'staff' ? addPermission(changes, request.access.permission) : [];
  return [
    `Change the use case ${name} in ${service.creatorPath}, which returns the id that it was given, and its schemas.`,
    declarationStep(record.file, request),
    `Test it in ${serviceFolder}; ${test} fails until then.`,
    ...permissions,
    ...(request.type === 'mutation' ? [invalidationStep(path)] : []),
    'Run "pnpm contract", and commit what the procedure promises to clients.',
    'Describe the procedure in docs/API.md, unless a row of its table covers the domain.',
  ];
}
