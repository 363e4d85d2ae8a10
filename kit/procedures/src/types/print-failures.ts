import type { ErrorTable } from '@trastienda/base';
import { COMMON_REASONS, IDENTITY_REASONS } from '../declarations/promised-reasons.ts';
import { type NameOf, printSchema } from './print-schema.ts';
import type { DeclaredProcedure } from './router-procedures.ts';
import { docComment, indent, quote, unionOf } from './type-text.ts';

/** Names of the types that `printFailures` declares. */
export const FAILURE_TYPES: readonly string[] = [
  'CommonReason',
  'ErrorDetails',
  'ErrorReason',
  'Failure',
  'FailureData',
  'IdentityReason',
];

const reasonsUnion = (reasons: readonly string[]) => unionOf(reasons.map(quote));

/** Returns a procedure's reasons beside the common ones: `IdentityReason | 'NOTE_NOT_FOUND'`. */
export function printReasons({ meta }: DeclaredProcedure): string {
  const hasIdentity = IDENTITY_REASONS.every((reason) => meta.errors.includes(reason));
  const identity: readonly string[] = hasIdentity ? IDENTITY_REASONS : [];
  const own = meta.errors.filter((reason) => !identity.includes(reason));
  return unionOf([...(hasIdentity ? ['IdentityReason'] : []), ...own.map(quote)]);
}

/**
 * Prints the types of failures: the reasons that the procedures promise, and their details.
 *
 * @throws {TypeError} when a promised reason is not in the table.
 */
export function printFailures(
  procedures: readonly DeclaredProcedure[],
  errors: ErrorTable,
  nameOf: NameOf,
): string {
  const promised = new Set<string>(COMMON_REASONS);
  for (const reason of procedures.flatMap(({ meta }) => meta.errors)) promised.add(reason);
  const details = [...promised].sort().map((reason) => {
    const definition = errors[reason];
    if (definition === undefined) throw new TypeError(`The error table has no ${reason}.`);
    const schema = definition.details;
    const type =
      schema === undefined
        ? 'Readonly<Record<never, never>>'
        : printSchema(schema, { side: 'output', path: `details of ${reason}`, nameOf });
    return `${docComment(definition.message)}${reason}: ${type};`;
  });
  return `/** Details of a failure by its reason. */
export type ErrorDetails = {
  ${indent(details.join('\n'))}
};

/** Every reason with which a call may fail; a newer server may send others. */
export type ErrorReason = keyof ErrorDetails;

/** Reasons with which any call may fail. */
export type CommonReason = ${reasonsUnion(COMMON_REASONS)};

/** Reasons with which a call that requires an identity may fail. */
export type IdentityReason = ${reasonsUnion(IDENTITY_REASONS)};

/** What is wrong with a field of an input, for interfaces that write their own sentences. */
export type FieldIssue = {
  /** Path in the input, such as \`variants.0.sku\`; empty for the input itself. */
  path: string;
  /** Kind of the problem: a code of zod such as \`too_small\`; \`custom\` where only \`message\` tells. */
  code: string;
  message: string;
  /** Facts about the problem, such as \`{ minimum: 15 }\`. */
  params: Readonly<Record<string, string | number | boolean>>;
};

/** \`error.data\` of a failed call: a union by \`reason\`, which narrows \`details\`. */
export type FailureData<Reason extends ErrorReason> = Reason extends ErrorReason
  ? {
      code: TRPC_ERROR_CODE_KEY;
      httpStatus: number;
      path: string | null;
      reason: Reason;
      isRetryable: boolean;
      details: ErrorDetails[Reason];
      fields: Readonly<Record<string, readonly string[]>>;
      issues: readonly FieldIssue[];
      requestId: string | null;
    }
  : never;

/** Error shape of a call that fails with one of these reasons. */
export type Failure<Reason extends ErrorReason> = {
  code: TRPC_ERROR_CODE_NUMBER;
  message: string;
  data: FailureData<Reason>;
};`;
}
