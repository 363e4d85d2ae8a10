import { type ArrayLiteralExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { addImport, importOf } from './imports.ts';

/** Returns the jobs that a file gives to `createWorker`. */
function jobsIn(file: SourceFile): ArrayLiteralExpression {
  const jobs = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => call.getExpression().getText() === 'createWorker')
    .flatMap((call) => call.getArguments())
    .filter(Node.isObjectLiteralExpression)
    .map((options) => options.getProperty('jobs'))
    .find(Node.isPropertyAssignment)
    ?.getInitializer();
  if (Node.isArrayLiteralExpression(jobs)) return jobs;
  throw new GeneratorError(
    `${file.getFilePath().slice(1)} has no \`createWorker({ jobs: […] })\`, to which the generator would add.`,
  );
}

/** A job to register. */
export interface JobRegistration {
  /** Function that creates it, and the module that exports it. */
  readonly creator: string;
  readonly module: string;
  /** Expression of its dependencies. */
  readonly deps: string;
}

/**
 * Adds a job to the worker that a file creates.
 * @throws {GeneratorError} when there is no such worker, or the name is taken.
 */
export function addJob(file: SourceFile, { creator, module, deps }: JobRegistration): void {
  if (importOf(file, creator) !== undefined) {
    throw new GeneratorError(
      `${file.getFilePath().slice(1)} imports ${creator} already: name the job after what it works on, as in close-due-polls.`,
    );
  }
  jobsIn(file).addElement(`${creator}(${deps})`, { useNewLines: true });
  addImport(file, module, [{ name: creator }]);
}
