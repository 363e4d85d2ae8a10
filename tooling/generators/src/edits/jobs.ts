import { type ArrayLiteralExpression, Node, type SourceFile, SyntaxKind } from 'ts-morph';
import { GeneratorError } from '../generator-error.ts';
import { addImport, importOf } from './imports.ts';

const WORKERS: ReadonlySet<string> = new Set(['createWorker', 'createRelayWorker']);

/** Returns the jobs that a file gives to its worker; a relay may have had none yet. */
function jobsIn(file: SourceFile): ArrayLiteralExpression {
  const options = file
    .getDescendantsOfKind(SyntaxKind.CallExpression)
    .filter((call) => WORKERS.has(call.getExpression().getText()))
    .flatMap((call) => call.getArguments())
    .find(Node.isObjectLiteralExpression);
  const property =
    options?.getProperty('jobs') ??
    options?.addPropertyAssignment({ name: 'jobs', initializer: '[]' });
  const jobs = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  if (Node.isArrayLiteralExpression(jobs)) return jobs;
  throw new GeneratorError(
    `${file.getFilePath().slice(1)} has no \`createRelayWorker({ … })\` or \`createWorker({ jobs: […] })\`, to which the generator would add.`,
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
