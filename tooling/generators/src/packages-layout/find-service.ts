import type { FunctionDeclaration, InterfaceDeclaration, Node } from 'ts-morph';
import type { Changes } from '../changes.ts';
import { interfaceNamed, returnedObject } from '../edits/find-nodes.ts';
import { importOf } from '../edits/imports.ts';
import { GeneratorError } from '../generator-error.ts';
import { PATHS } from './paths.ts';

/** Where a service is declared and created, by paths. */
export interface FoundService {
  /** Key in the services of the context: `polls`. */
  readonly key: string;
  /** Interface of the service, such as `PollService`. */
  readonly type: string;
  readonly interfacePath: string;
  readonly creatorPath: string;
  readonly creator: string;
}

const pathOf = (node: Node) => node.getSourceFile().getFilePath().slice(1);

function serviceTypeOf(changes: Changes, shop: string, key: string): string {
  const file = changes.read(PATHS.services);
  const type = interfaceNamed(file, 'Services').getProperty(key)?.getTypeNode()?.getText();
  if (type === undefined || importOf(file, type)?.module !== shop) {
    throw new GeneratorError(
      `The service ${key} is not one of ${shop}; a procedure of it is added where its package is.`,
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
 * Finds a service by its key in the services of the context.
 * @throws {GeneratorError} when there is none, or it is not made in a way that can be added to.
 */
export function findService(changes: Changes, shop: string, key: string): FoundService {
  const type = serviceTypeOf(changes, shop, key);
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
    key,
    type,
    interfacePath: pathOf(declared),
    creatorPath: pathOf(creator),
    creator: name,
  };
}
