import {
  type ArrayLiteralExpression,
  type CallExpression,
  type InterfaceDeclaration,
  Node,
  type ObjectLiteralExpression,
} from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { sortedIndex } from './sorted-index.ts';

const namesOf = (object: ObjectLiteralExpression) =>
  object.getProperties().map((each) => (Node.isSpreadAssignment(each) ? null : each.getName()));

const pathOf = (node: Node) => node.getSourceFile().getFilePath().slice(1);

/** Where a new member goes: in its place when the members are sorted, by default. */
export interface Placement {
  readonly before?: string;
  readonly after?: string;
  readonly atStart?: boolean;
  readonly atEnd?: boolean;
}

function indexFor(names: readonly (string | null)[], name: string, placement: Placement): number {
  if (placement.atStart === true) return 0;
  if (placement.atEnd === true) return names.length;
  const before = placement.before === undefined ? -1 : names.indexOf(placement.before);
  if (before >= 0) return before;
  const after = placement.after === undefined ? -1 : names.indexOf(placement.after);
  return after >= 0 ? after + 1 : sortedIndex(names, name);
}

/**
 * Adds a property to an object: `name: value`, or `name` alone without a value.
 * @throws {GeneratorError} when the object has the name already.
 */
export function addProperty(
  object: ObjectLiteralExpression,
  name: string,
  value?: string,
  placement: Placement = {},
): void {
  const names = namesOf(object);
  if (names.includes(name)) {
    throw new GeneratorError(`The name ${name} is taken in ${pathOf(object)}.`);
  }
  const index = indexFor(names, name, placement);
  if (value === undefined) object.insertShorthandPropertyAssignment(index, { name });
  else object.insertPropertyAssignment(index, { name, initializer: value });
}

/**
 * Adds a property of several lines to an object, in its place when the properties are sorted, with
 * an empty line between it and its neighbors.
 * @throws {GeneratorError} when the object has the name already.
 */
export function addSeparateProperty(
  object: ObjectLiteralExpression,
  name: string,
  value: string,
): void {
  addProperty(object, name, value);
  const properties = object.getProperties();
  const index = properties.findIndex(
    (each) => !Node.isSpreadAssignment(each) && each.getName() === name,
  );
  const separated = properties.slice(Math.max(index, 1), index + 2);
  const starts = separated.map((each) => each.getStart(true));
  // From the end, so that the other positions stay true.
  for (const start of starts.toReversed()) object.getSourceFile().insertText(start, '\n');
}

/** @throws {GeneratorError} when the interface has the name already. */
function freeNamesOf(declaration: InterfaceDeclaration, name: string): (string | null)[] {
  const names = declaration
    .getMembers()
    .map((each) =>
      Node.isPropertySignature(each) || Node.isMethodSignature(each) ? each.getName() : null,
    );
  if (names.includes(name)) {
    throw new GeneratorError(`The name ${name} is taken in ${pathOf(declaration)}.`);
  }
  return names;
}

/**
 * Adds a read-only property to an interface.
 * @throws {GeneratorError} when the interface has the name already.
 */
export function addInterfaceProperty(
  declaration: InterfaceDeclaration,
  name: string,
  type: string,
  placement: Placement = {},
): void {
  const index = indexFor(freeNamesOf(declaration, name), name, placement);
  declaration.insertMember(index, `readonly ${name}: ${type};`);
}

/**
 * Adds a method to the end of an interface.
 * @throws {GeneratorError} when the interface has the name already.
 */
export function addInterfaceMethod(
  declaration: InterfaceDeclaration,
  name: string,
  signature: string,
): void {
  declaration.insertMember(freeNamesOf(declaration, name).length, signature);
}

/**
 * Adds an element to an array, sorted if the others are.
 * @throws {GeneratorError} when the array has it already.
 */
export function addElement(array: ArrayLiteralExpression, text: string): void {
  const elements = array.getElements().map((each) => each.getText());
  if (elements.includes(text)) {
    throw new GeneratorError(`${pathOf(array)} lists ${text} already.`);
  }
  const names = elements.map((each) => (each.startsWith('...') ? null : each));
  array.insertElement(sortedIndex(names, text), text, {
    useNewLines: array.getText().includes('\n'),
  });
}

/**
 * Adds an argument to a call.
 * @throws {GeneratorError} when the call has it already.
 */
export function addArgument(call: CallExpression, text: string): void {
  if (call.getArguments().some((each) => each.getText() === text)) {
    throw new GeneratorError(`${pathOf(call)} passes ${text} already.`);
  }
  call.addArgument(text);
}

/** Adds a member to a union of types, such as the type argument of a call. */
export function addToUnion(type: Node, member: string): void {
  type.replaceWithText(`${type.getText()} | ${member}`);
}
