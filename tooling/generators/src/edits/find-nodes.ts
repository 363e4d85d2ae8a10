import {
  type ArrayLiteralExpression,
  type CallExpression,
  type FunctionDeclaration,
  type InterfaceDeclaration,
  Node,
  type ObjectLiteralExpression,
  type SourceFile,
  SyntaxKind,
} from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';

const pathOf = (file: SourceFile) => file.getFilePath().slice(1);

function missing(file: SourceFile, what: string): never {
  throw new GeneratorError(`${pathOf(file)} has no ${what}, to which the generator would add.`);
}

/** Returns an expression without `as const`, `satisfies …` and parentheses. */
export function unwrap(node: Node | undefined): Node | undefined {
  if (
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isParenthesizedExpression(node)
  ) {
    return unwrap(node.getExpression());
  }
  return node;
}

function initializerOf(file: SourceFile, name: string): Node | undefined {
  const declaration = file
    .getDescendantsOfKind(SyntaxKind.VariableDeclaration)
    .find((each) => each.getName() === name);
  return unwrap(declaration?.getInitializer());
}

/** @throws {GeneratorError} when the file has no such object. */
export function objectNamed(file: SourceFile, name: string): ObjectLiteralExpression {
  const node = initializerOf(file, name);
  return Node.isObjectLiteralExpression(node) ? node : missing(file, `object ${name}`);
}

/** @throws {GeneratorError} when the file has no such array. */
export function arrayNamed(file: SourceFile, name: string): ArrayLiteralExpression {
  const node = initializerOf(file, name);
  return Node.isArrayLiteralExpression(node) ? node : missing(file, `array ${name}`);
}

/** @throws {GeneratorError} when the file has no such interface. */
export function interfaceNamed(file: SourceFile, name: string): InterfaceDeclaration {
  return file.getInterface(name) ?? missing(file, `interface ${name}`);
}

export function hasCallOf(file: SourceFile, name: string): boolean {
  return file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .some((call) => call.getExpression().getText() === name);
}

/** Returns the first call of a function. @throws {GeneratorError} when there is none. */
export function callOf(file: SourceFile, name: string): CallExpression {
  return (
    file
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .find((call) => call.getExpression().getText() === name) ?? missing(file, `call of ${name}`)
  );
}

/** Returns the object that a function declared in the file returns, if it returns a literal one. */
export function returnedObject(
  declaration: FunctionDeclaration,
): ObjectLiteralExpression | undefined {
  const statement = declaration.getStatements().findLast(Node.isReturnStatement);
  const returned = unwrap(statement?.getExpression());
  return Node.isObjectLiteralExpression(returned) ? returned : undefined;
}

/** @throws {GeneratorError} when the file has no such function that returns an object. */
export function objectReturnedBy(file: SourceFile, name: string): ObjectLiteralExpression {
  const declaration = file.getFunction(name);
  const returned = declaration && returnedObject(declaration);
  return returned ?? missing(file, `function ${name} that returns an object`);
}

/** Returns the object that is a call's first argument. @throws {GeneratorError} when it is none. */
export function firstObjectOf(call: CallExpression): ObjectLiteralExpression {
  const [argument] = call.getArguments();
  if (Node.isObjectLiteralExpression(argument)) return argument;
  return missing(call.getSourceFile(), `object in the call of ${call.getExpression().getText()}`);
}

/** @throws {GeneratorError} unless the file declares a variable of each name. */
export function requireVariables(file: SourceFile, names: readonly string[]): void {
  const declared = new Set([
    ...file.getDescendantsOfKind(SyntaxKind.VariableDeclaration).map((each) => each.getName()),
    ...file.getDescendantsOfKind(SyntaxKind.BindingElement).map((each) => each.getName()),
  ]);
  for (const name of names) if (!declared.has(name)) missing(file, `variable ${name}`);
}

/**
 * Returns the array that is a property of an object, there or as a variable of the file.
 * @throws {GeneratorError} when it is none.
 */
export function arrayIn(object: ObjectLiteralExpression, name: string): ArrayLiteralExpression {
  const file = object.getSourceFile();
  const property = object.getProperty(name);
  const value = unwrap(Node.isPropertyAssignment(property) ? property.getInitializer() : undefined);
  if (Node.isArrayLiteralExpression(value)) return value;
  return Node.isIdentifier(value)
    ? arrayNamed(file, value.getText())
    : missing(file, `array ${name}`);
}
