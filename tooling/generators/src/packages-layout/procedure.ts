import { basename, dirname } from 'node:path/posix';
import { type FunctionDeclaration, Node, SyntaxKind } from 'ts-morph';
import type { Changes } from '../changes.ts';
import {
  interfaceNamed,
  objectNamed,
  objectReturnedBy,
  returnedObject,
} from '../edits/find-nodes.ts';
import { addExport, addImport } from '../edits/imports.ts';
import { addElement, addInterfaceMethod, addProperty, addToUnion } from '../edits/members.ts';
import { GeneratorError } from '../generator-error.ts';
import { nameOf, toKebab } from '../names.ts';
import { procedurePathOf } from '../procedure-names.ts';
import type { NextSteps, ProcedureRequest } from '../request.ts';
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

function registerSchemas(changes: Changes, names: ProcedureNames, routerFolder: string): void {
  const { base, domain, name } = names;
  const folder = basename(routerFolder);
  const file = `${folder}/${toKebab(base)}.ts`;
  const exports = [`${base}Input`, `${base}Result`];
  changes.create(`packages/contract/src/${file}`, procedureFileOf(base, `${domain}.${name}`));
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

/** Adds a procedure to a domain of a shop, with its schemas, its use case and a test. */
export function generateProcedure(
  changes: Changes,
  packages: PackageNames,
  request: ProcedureRequest,
): NextSteps {
  const { domain, name, kebab } = procedurePathOf(request);
  const service = findService(changes, packages.shop, domain);
  const entity = service.type.replace(/Service$/, '');
  const base = `${nameOf(kebab, 'procedure').pascal}${entity}`;
  const names: ProcedureNames = { domain, name, base };
  const serviceFolder = dirname(service.creatorPath);
  const file = `${service.routerFolder}/${kebab}`;

  changes.create(`${file}.ts`, procedureOf(names, request));
  changes.create(`${file}.test.ts`, procedureTestOf(names, request, serviceFolder));
  changes.edit(`${service.routerFolder}/index.ts`, (index) => {
    addProperty(objectNamed(index, domain), name);
    addImport(index, `./${kebab}.ts`, [{ name }]);
  });
  registerSchemas(changes, names, service.routerFolder);
  registerUseCase(changes, names, service, packages.contract, request);
  registerDouble(changes, name, service.type);
  if (request.access.kind === 'public') registerPublic(changes, `${domain}.${name}`);
  const permissions =
    request.access.kind === 'staff' ? addPermission(changes, request.access.permission) : [];
  return [
    `Change the use case ${name} in ${service.creatorPath}, which returns the id that it was given, and its schemas.`,
    `Test it in ${serviceFolder}; ${file}.test.ts fails until then.`,
    ...permissions,
    'Describe the procedure in docs/API.md.',
  ];
}
