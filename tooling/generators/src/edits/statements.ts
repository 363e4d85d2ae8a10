import { Node, type SourceFile, type Statement, SyntaxKind } from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { callOf } from './find-nodes.ts';

/**
 * Returns the statement of a function that calls another one.
 * @throws {GeneratorError} when there is none.
 */
export function statementCalling(file: SourceFile, callee: string): Statement {
  const call = callOf(file, callee);
  const statement = call.getAncestors().find(Node.isStatement);
  if (statement !== undefined) return statement;
  throw new GeneratorError(
    `${file.getFilePath().slice(1)} calls ${callee} outside of a statement.`,
  );
}

/** Inserts statements before one. @throws {GeneratorError} when it is not in a block. */
export function insertBefore(statement: Statement, text: string): void {
  const block = statement.getParentIfKind(SyntaxKind.Block);
  if (block === undefined) {
    const path = statement.getSourceFile().getFilePath().slice(1);
    throw new GeneratorError(`${path} has \`${statement.getText()}\` outside of a function.`);
  }
  block.insertStatements(block.getStatements().indexOf(statement), text);
}
