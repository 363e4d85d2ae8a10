import { Node, type ObjectLiteralExpression } from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { unwrap } from './find-nodes.ts';
import { addProperty } from './members.ts';

/**
 * Lets the deletion of an account remove its documents of a collection: extends `onDeleting` of the
 * options of auth, or adds it.
 * @throws {GeneratorError} when `onDeleting` is not an arrow function with a parameter.
 */
export function addErasure(options: ObjectLiteralExpression, collection: string): void {
  const removalOf = (id: string) => `database.${collection}.removeByOwner(${id})`;
  const property = options.getProperty('onDeleting');
  if (property === undefined) {
    const erasure = `async (accountId) => {\nawait ${removalOf('accountId')};\n}`;
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
  const removal = `await ${removalOf(parameter.getName())};`;
  if (Node.isBlock(body)) {
    body.addStatements(removal);
    return;
  }
  erasure.setIsAsync(true);
  erasure.getBody().replaceWithText(`{\nawait ${body.getText()};\n${removal}\n}`);
}
