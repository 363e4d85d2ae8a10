import { Node, type ObjectLiteralExpression, type SourceFile } from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { requireVariables, unwrap } from './find-nodes.ts';
import { addProperty } from './members.ts';

const removalOf = (collection: string, accountId: string) =>
  `database.${collection}.removeByOwner(${accountId})`;

/**
 * Lets the deletion of an account remove its documents of a collection: extends `onDeleting` of the
 * options of auth, or adds it.
 * @throws {GeneratorError} when `onDeleting` is not an arrow function with a parameter.
 */
export function addErasure(options: ObjectLiteralExpression, collection: string): void {
  const property = options.getProperty('onDeleting');
  if (property === undefined) {
    const erasure = `async (accountId) => {\nawait ${removalOf(collection, 'accountId')};\n}`;
    addProperty(options, 'onDeleting', erasure);
    return;
  }
  const erasure = unwrap(
    Node.isPropertyAssignment(property) ? property.getInitializer() : undefined,
  );
  const parameter = Node.isArrowFunction(erasure) ? erasure.getParameters()[0] : undefined;
  if (!Node.isArrowFunction(erasure) || parameter === undefined) {
    const path = options.getSourceFile().getFilePath().slice(1);
    throw new GeneratorError(`onDeleting in ${path} is no arrow function with a parameter.`);
  }
  const body = erasure.getBody();
  const removal = `await ${removalOf(collection, parameter.getName())};`;
  if (Node.isBlock(body)) {
    body.addStatements(removal);
    return;
  }
  erasure.setIsAsync(true);
  erasure.getBody().replaceWithText(`{\nawait ${body.getText()};\n${removal}\n}`);
}

/**
 * Lets the erasure that follows a deletion remove an account's documents of a collection too: a call
 * that was let in before the deletion may add one after it. Adds to the end of `eraseAccount`.
 * @throws {GeneratorError} when there is no such function of dependencies and the id of an account.
 */
export function addLateErasure(file: SourceFile, collection: string): void {
  requireVariables(file, ['database']);
  const erasure = file.getFunction('eraseAccount');
  const accountId = erasure?.getParameters()[1];
  if (erasure === undefined || accountId === undefined) {
    const path = file.getFilePath().slice(1);
    throw new GeneratorError(`${path} has no function eraseAccount(deps, accountId).`);
  }
  erasure.addStatements(`await ${removalOf(collection, accountId.getName())};`);
}
