import type { ErrorTable } from '@trastienda/base';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import type { z } from 'zod';
import { COMMON_REASONS } from '../declarations/promised-reasons.ts';
import type { SchemaRoot } from './convert-schemas.ts';
import type { createExamples } from './create-examples.ts';
import { REQUEST_ID, RETRY_AFTER } from './header-components.ts';
import type { JsonSchema } from './json-schema.ts';

/** Returns `ProductNotFound` for `PRODUCT_NOT_FOUND`. */
function camelCase(reason: string): string {
  const words = reason.toLowerCase().split('_');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

const errorName = (reason: string) => `${camelCase(reason)}Error`;

const REQUEST_ID_EXAMPLE = '3f2b8c1e-5d7a-4e9b-8c6d-1a2b3c4d5e6f';

/** Statuses that say when to repeat the call; any call may fail with them. */
const RETRIED_STATUSES = ['429', '503'];

/** Sets of more reasons have a number for a name. */
const MAX_NAMED_REASONS = 3;

/** Returns the schema of a reason's details, or null when it has none. */
export function detailsRoot(errors: ErrorTable, reason: string): SchemaRoot | null {
  const details: z.core.$ZodType | undefined = errors[reason]?.details;
  if (details === undefined) return null;
  return { schema: details, side: 'output', path: `details of ${reason}` };
}

/** Responses of failed calls, by status. */
export interface ErrorResponses {
  /** Returns the responses of a procedure that may fail with these reasons beside the common ones. */
  readonly of: (reasons: readonly string[]) => Readonly<Record<string, JsonSchema>>;
  /** Schemas by name: one for each reason. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** Responses by name, one for each set of reasons; complete once all procedures have theirs. */
  readonly responses: Readonly<Record<string, JsonSchema>>;
}

interface ErrorParts {
  readonly convert: (root: SchemaRoot) => JsonSchema;
  readonly exampleOf: ReturnType<typeof createExamples>;
}

/**
 * Creates the responses of failed calls. Reasons that a procedure declares have their status, along
 * with the common ones of the same status, and so have those that say when to repeat the call; the
 * response `default` has all common reasons.
 */
export function createErrorResponses(
  reasons: readonly string[],
  errors: ErrorTable,
  { convert, exampleOf }: ErrorParts,
): ErrorResponses {
  const schemas: Record<string, JsonSchema> = {};
  const statuses = new Map<string, string>();
  for (const reason of [...reasons].sort()) {
    const definition = errors[reason];
    if (definition === undefined) throw new TypeError(`The error table has no ${reason}.`);
    const root = detailsRoot(errors, reason);
    const status = getHTTPStatusCodeFromError(new TRPCError({ code: definition.trpc }));
    statuses.set(reason, String(status));
    schemas[errorName(reason)] = {
      description: definition.message,
      type: 'object',
      properties: {
        reason: { type: 'string', enum: [reason] },
        message: { type: 'string', description: 'For people: it may change.' },
        details: root === null ? { type: 'object' } : convert(root),
        fields: { $ref: '#/components/schemas/FieldErrors' },
        issues: { type: 'array', items: { $ref: '#/components/schemas/FieldIssue' } },
        isRetryable: { type: 'boolean', enum: [definition.retryable] },
        requestId: { type: 'string' },
      },
      required: ['reason', 'message', 'details', 'fields', 'issues', 'isRetryable', 'requestId'],
      'x-status': status,
    };
  }
  schemas.FieldIssue = {
    description: 'What is wrong with a field, for interfaces that write their own sentences.',
    type: 'object',
    properties: {
      path: { type: 'string' },
      code: { type: 'string', description: 'Such as `too_small`; `custom` where `message` tells.' },
      message: { type: 'string' },
      params: {
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'boolean'] },
      },
    },
    required: ['path', 'code', 'message', 'params'],
  };
  schemas.FieldErrors = {
    description: 'Messages by path of an invalid field.',
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
  };

  function exampleFor(reason: string): [string, object] {
    const { message = '', retryable: isRetryable = false, details } = errors[reason] ?? {};
    const value = {
      ...{ reason, message, details: (details && exampleOf(details)?.value) ?? {} },
      ...{ fields: {}, issues: [], isRetryable, requestId: REQUEST_ID_EXAMPLE },
    };
    return [reason, { summary: message, value }];
  }

  const responses: Record<string, JsonSchema> = {};
  const names = new Map<string, string>();

  function newName(own: readonly string[], status: string): string {
    if (own.length === 0) return `CommonError${status}`;
    if (own.length <= MAX_NAMED_REASONS) return own.map(camelCase).join('Or');
    const isNumbered = (name: string) => name.startsWith(`Error${status}Set`);
    return `Error${status}Set${Object.keys(responses).filter(isNumbered).length + 1}`;
  }

  /** Returns the response of a status with the procedure's reasons beside common ones. */
  function responseOf(own: readonly string[], common: readonly string[], status = ''): JsonSchema {
    const sorted = [...own].sort();
    const set = [...sorted, ...common];
    const key = sorted.length > 0 ? sorted.join(' ') : status;
    const known = names.get(key);
    if (known !== undefined) return { $ref: `#/components/responses/${known}` };
    const name = newName(sorted, status);
    const refs = set.map((reason) => `#/components/schemas/${errorName(reason)}`);
    const [only] = refs;
    const mapping = Object.fromEntries(set.map((reason, index) => [reason, refs[index]]));
    const schema =
      refs.length === 1 && only !== undefined
        ? { $ref: only }
        : {
            oneOf: refs.map(($ref) => ({ $ref })),
            discriminator: { propertyName: 'reason', mapping },
          };
    responses[name] = {
      description: set
        .map((reason) => `- \`${reason}\`: ${errors[reason]?.message ?? ''}`)
        .join('\n'),
      headers: { ...REQUEST_ID, ...(RETRIED_STATUSES.includes(status) && RETRY_AFTER) },
      content: {
        'application/json': { schema, examples: Object.fromEntries(set.map(exampleFor)) },
      },
    };
    names.set(key, name);
    return { $ref: `#/components/responses/${name}` };
  }

  const withStatus = (status: string, candidates: readonly string[]) =>
    candidates.filter((reason) => statuses.get(reason) === status);

  return {
    schemas,
    responses,
    of(own) {
      const declared = own.map((reason) => statuses.get(reason) ?? '');
      const used = [...new Set([...declared, ...RETRIED_STATUSES])].sort();
      const byStatus = used.map((status) => {
        const common = withStatus(status, COMMON_REASONS);
        return [status, responseOf(withStatus(status, own), common, status)];
      });
      return { ...Object.fromEntries(byStatus), default: responseOf([], COMMON_REASONS) };
    },
  };
}
