import type { FunctionDeclaration, InterfaceDeclaration, Node } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { interfaceNamed, objectNamed, returnedObject } from '../edits/find-nodes.ts';
import { importOf } from '../edits/imports.ts';
import { GeneratorError } from '../generator-error.ts';
import { PATHS } from './paths.ts';

/** Where the service of a router key is declared and created, by paths. */
export interface FoundService {
  /** Interface of the service, such as `PollService`. */
  readonly type: string;
  readonly interfacePath: string;
  readonly creatorPath: string;
  readonly creator: string;
  /** Folder of the procedures: `packages/router/src/polls`. */
  readonly routerFolder: string;
}

const pathOf = (node: Node) => node.getSourceFile().getFilePath().slice(1);

function routerFolderOf(changes: Changes, domain: string): string {
  const file = changes.read(PATHS.rootRouter);
  const known = objectNamed(file, 'procedures');
  const module = importOf(file, domain);
  if (known.getProperty(domain) === undefined || module === undefined) {
    const names = known.getProperties().flatMap((each) => each.getSymbol()?.getName() ?? []);
    throw new GeneratorError(
      `There is no domain ${domain} in ${PATHS.rootRouter}; it has ${names.join(', ')}.`,
    );
  }
  const folder = module.replace(/^\.\/|\/index\.ts$/g, '');
  return `packages/router/src/${folder}`;
}

function serviceTypeOf(changes: Changes, shop: string, domain: string): string {
  const file = changes.read(PATHS.services);
  const type = interfaceNamed(file, 'Services').getProperty(domain)?.getTypeNode()?.getText();
  if (type === undefined || importOf(file, type) !== shop) {
    throw new GeneratorError(
      `The service ${domain} is not one of ${shop}; a procedure of it is added where its package is.`,
    );
  }
  return type;
}

const isPart = (declaration: FunctionDeclaration) =>
  declaration.getReturnTypeNode()?.getText().startsWith('Pick<') === true;

/** Returns a function that returns an object of the service, rather than of some of its methods. */
function creatorIn(declarations: readonly FunctionDeclaration[], type: string) {
  const isOfType = new RegExp(`\\b${type}\\b`);
  const creators = declarations.filter(
    (each) =>
      isOfType.test(each.getReturnTypeNode()?.getText() ?? '') &&
      returnedObject(each) !== undefined,
  );
  return creators.find((each) => !isPart(each)) ?? creators[0];
}

/**
 * Finds the service of a router key.
 * @throws {GeneratorError} when there is none, or it is not made in a way that can be added to.
 */
export function findService(changes: Changes, shop: string, domain: string): FoundService {
  const routerFolder = routerFolderOf(changes, domain);
  const type = serviceTypeOf(changes, shop, domain);
  const files = changes.filesWith('packages/shop/src', type);
  const declared = files
    .map((file): InterfaceDeclaration | undefined => file.getInterface(type))
    .find((each) => each !== undefined);
  const creator = creatorIn(
    files.flatMap((file) => file.getFunctions()),
    type,
  );
  const name = creator?.getName();
  if (declared === undefined || creator === undefined || name === undefined) {
    throw new GeneratorError(
      `packages/shop/src has no interface ${type}, or no function that returns an object of it.`,
    );
  }
  return {
    type,
    routerFolder,
    interfacePath: pathOf(declared),
    creatorPath: pathOf(creator),
    creator: name,
  };
}
