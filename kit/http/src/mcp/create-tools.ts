import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import {
  convertSchemas,
  type DeclaredProcedure,
  declaredProcedures,
  type JsonSchema,
  omitKeywords,
} from '@trastienda/procedures/openapi';
import type { AnyTRPCRouter } from '@trpc/server';

/** Argument of a tool with the idempotency key of a call, which is no part of its input. */
export const KEY_ARGUMENT = 'idempotencyKey';

const KEY_SCHEMA = {
  type: 'string',
  minLength: 16,
  maxLength: 200,
  description:
    'Made once for an intention, such as a UUID. A repeated call with the same key and input returns the first response.',
};

/** A procedure as a tool. */
export interface ProcedureTool {
  readonly procedure: DeclaredProcedure;
  readonly tool: Tool;
  /** Whether the output, which is no object, is the field `result` of the answer. */
  readonly isWrapped: boolean;
}

/** Returns `admin_apiKeys_create` for `admin.apiKeys.create`: some agents know no dots in names. */
const nameOf = (path: string) => path.replaceAll('.', '_');

function descriptionOf({ meta }: DeclaredProcedure): string {
  const { summary, description, errors } = meta;
  const failures = errors.length > 0 ? `Fails with ${errors.join(', ')}.` : '';
  return [`${summary}.`, description ?? '', failures].filter((text) => text !== '').join(' ');
}

/** A declaration does not tell mutations that only add from those that change or remove. */
function annotationsOf({ type, meta }: DeclaredProcedure): NonNullable<Tool['annotations']> {
  const isQuery = type === 'query';
  return {
    title: meta.summary,
    readOnlyHint: isQuery,
    destructiveHint: !isQuery,
    idempotentHint: meta.idempotency !== 'none',
    openWorldHint: false,
  };
}

function objectSchema(schema: JsonSchema): Tool['inputSchema'] {
  const { properties = {}, required = [], ...rest } = schema;
  return { ...rest, type: 'object', properties: { ...properties }, required: [...required] };
}

function inputSchemaOf({ path, meta }: DeclaredProcedure, input: JsonSchema | null) {
  if (input !== null && input.type !== 'object') {
    throw new TypeError(`${path}: the input of a tool must be an object.`);
  }
  const schema = objectSchema(omitKeywords(input ?? {}, ['default']));
  if (meta.idempotency !== 'key') return schema;
  return {
    ...schema,
    properties: { ...schema.properties, [KEY_ARGUMENT]: KEY_SCHEMA },
    required: [...(schema.required ?? []), KEY_ARGUMENT],
  };
}

/** Agents send JSON and hold no session: forms, sign-ins and sign-outs are no tools. */
const isTool = ({ type, meta }: DeclaredProcedure) =>
  type !== 'subscription' && !meta.takesForm && meta.session === null;

/**
 * Returns the procedures of a router as tools, with their schemas in place.
 *
 * @throws {TypeError} when two tools have one name, or a schema contains itself.
 */
export function createTools(router: AnyTRPCRouter): ReadonlyMap<string, ProcedureTool> {
  const procedures = declaredProcedures(router).filter(isTool);
  const input = ({ path, inputs: [schema] }: DeclaredProcedure) =>
    schema === undefined ? null : { schema, side: 'input' as const, path: `${path} input` };
  const output = ({ path, output: schema }: DeclaredProcedure) => ({
    ...{ schema, side: 'output' as const, path: `${path} output` },
  });
  const roots = procedures.flatMap((one) => [input(one) ?? [], output(one)].flat());
  const schemas = convertSchemas(roots, []);

  const tools = new Map<string, ProcedureTool>();
  for (const procedure of procedures) {
    const root = input(procedure);
    const result = schemas.get(output(procedure));
    const isWrapped = result.type !== 'object';
    const wrapped = { type: 'object', properties: { result }, required: ['result'] };
    const name = nameOf(procedure.path);
    if (tools.has(name)) throw new TypeError(`Two tools are called ${name}.`);
    tools.set(name, {
      procedure,
      isWrapped,
      tool: {
        name,
        description: descriptionOf(procedure),
        annotations: annotationsOf(procedure),
        inputSchema: inputSchemaOf(procedure, root && schemas.get(root)),
        outputSchema: objectSchema(isWrapped ? wrapped : result),
      },
    });
  }
  return tools;
}
