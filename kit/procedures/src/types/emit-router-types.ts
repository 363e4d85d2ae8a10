import type { ErrorTable } from '@trastienda/base';
import type { AnyTRPCRouter } from '@trpc/server';
import { FAILURE_TYPES, printFailures, printReasons } from './print-failures.ts';
import { type NameOf, printSchema } from './print-schema.ts';
import { type DeclaredProcedure, declaredProcedures } from './router-procedures.ts';
import { createSchemaNames, type SchemaModules } from './schema-names.ts';
import { docComment, indent, propertyName } from './type-text.ts';

const TRPC_TYPES = [
  'TRPCBuiltRouter',
  'TRPCMutationProcedure',
  'TRPCQueryProcedure',
  'TRPCSubscriptionProcedure',
  'TRPC_ERROR_CODE_KEY',
  'TRPC_ERROR_CODE_NUMBER',
];

const KINDS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** Types of procedures, by their input, output and reasons of failure beside the common ones. */
const PROCEDURE_TYPES = Object.values(KINDS)
  .map(
    (kind) => `type ${kind}<Input, Output, Reason extends ErrorReason> = TRPC${kind}Procedure<{
  input: Input;
  output: Output;
  meta: object;
  errorShape: Failure<CommonReason | Reason>;
}>;`,
  )
  .join('\n\n');

export interface RouterTypesOptions {
  /** Modules whose exported schemas name their types: those of the contract. */
  readonly names: SchemaModules;
  /** Error table of the procedures, for messages and details. */
  readonly errors: ErrorTable;
  /** Name of the router's type, such as `AppRouter`. */
  readonly routerName: string;
  /** Returns whether the types contain the procedure at a path; all by default. */
  readonly includes?: (path: string) => boolean;
}

/** Documents a procedure: what it does, and its reasons of failure beside those of every call. */
function procedureDocs({ meta }: DeclaredProcedure, errors: ErrorTable): string {
  const text = [meta.summary, ...(meta.description === null ? [] : ['', meta.description])];
  const failures = meta.errors.map((reason) => `@throws ${reason} - ${errors[reason]?.message}`);
  return docComment([...text, ...(failures.length > 0 ? ['', ...failures] : [])].join('\n'));
}

function printProcedure(procedure: DeclaredProcedure, nameOf: NameOf): string {
  const { path, type, inputs, output, meta } = procedure;
  const input = inputs.map((schema) =>
    printSchema(schema, { side: 'input', path: `${path} input`, nameOf }),
  );
  const value = printSchema(output, { side: 'output', path: `${path} output`, nameOf });
  const received = meta.isResumable ? `{ id: string; data: ${value} }` : value;
  const types = [
    input.length > 0 ? input.join(' & ') : 'void',
    type === 'subscription' ? `AsyncIterable<${received}>` : value,
    printReasons(procedure),
  ];
  return `${KINDS[type]}<${types.join(', ')}>`;
}

interface Branch {
  readonly children: Map<string, Branch | string>;
}

/** Adds a printed procedure to the tree at its path. */
function insert({ children }: Branch, [head, ...rest]: readonly string[], leaf: string): void {
  if (head === undefined) return;
  if (rest.length === 0) {
    children.set(head, leaf);
    return;
  }
  const child = children.get(head) ?? { children: new Map() };
  if (typeof child === 'string')
    throw new TypeError(`${head} is a procedure and a record of them.`);
  children.set(head, child);
  insert(child, rest, leaf);
}

function printBranch({ children }: Branch): string {
  const fields = [...children].map(([name, child]) =>
    typeof child === 'string' ? child : `${propertyName(name)}: ${printBranch(child)};`,
  );
  return `{\n  ${indent(fields.join('\n'))}\n}`;
}

/**
 * Prints the TypeScript declarations of a router for clients: named types of inputs and outputs,
 * each procedure with its documentation and its own reasons of failure. They import nothing but
 * `@trpc/server`.
 *
 * @example
 * const text = emitRouterTypes(appRouter, { names: [contract], errors: ERRORS, routerName: 'AppRouter' });
 * await writeFile('dist/app-router.d.ts', text);
 * @throws {TypeError} that names the procedure and the field whose type cannot be read.
 */
export function emitRouterTypes(router: AnyTRPCRouter, options: RouterTypesOptions): string {
  const { errors, routerName, includes = () => true } = options;
  const reserved = new Set([...TRPC_TYPES, ...FAILURE_TYPES, ...Object.values(KINDS), routerName]);
  const { nameOf, resolve } = createSchemaNames(options.names, reserved);
  const procedures = declaredProcedures(router).filter(({ path }) => includes(path));
  const tree: Branch = { children: new Map() };
  for (const procedure of procedures) {
    const steps = procedure.path.split('.');
    const name = propertyName(steps.at(-1) ?? '');
    const docs = procedureDocs(procedure, errors);
    insert(tree, steps, `${docs}${name}: ${printProcedure(procedure, nameOf)};`);
  }
  const failures = printFailures(procedures, errors, nameOf);
  const types =
    '{ ctx: object; meta: object; errorShape: Failure<ErrorReason>; transformer: false }';
  const { text, declarations } = resolve(`${failures}

${PROCEDURE_TYPES}

/** Types of all procedures, for clients. */
export type ${routerName} = TRPCBuiltRouter<
  ${types},
  ${indent(printBranch(tree))}
>;
`);
  return `// Generated from the declarations of the procedures. Do not edit.
import type {
  ${TRPC_TYPES.join(',\n  ')},
} from '@trpc/server';

${declarations}

${text}`;
}
