import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { type Actor, BaseError } from '@trastienda/base';
import { type DeclaredProcedure, rejectUnknownFields } from '@trastienda/procedures/openapi';
import { type AnyTRPCRouter, callTRPCProcedure } from '@trpc/server';
import type { McpEndpoint } from '../mcp-endpoint.ts';
import { type CallHandlerOptions, callHandler, type RunningRequest } from '../trpc-handler.ts';
import type { OfferedTools, ServerInfo } from './answer-message.ts';
import { createTools, KEY_ARGUMENT, type ProcedureTool } from './create-tools.ts';
import { type AccessKinds, mayUse } from './may-use.ts';

const MCP_PATH = '/mcp';

export interface McpOptions extends ServerInfo {
  /** Kinds of access of the application, for the list of tools; callers have no others. */
  readonly access?: AccessKinds;
}

/** Browsers attach cookies to requests of any page; an agent presents its credential itself. */
function withoutCookies(options: CallHandlerOptions): CallHandlerOptions {
  return {
    ...options,
    site() {
      const { cookie, cookieOf, origins } = options.site();
      return {
        origins,
        cookie: { ...cookie, read: () => null },
        cookieOf: (name) => ({ ...cookieOf(name), read: () => null }),
      };
    },
  };
}

/**
 * Checks that no page of another site calls, not even one whose name resolves to this machine (DNS
 * rebinding): browsers name the page in `Origin`.
 */
function requireAllowedOrigin({ headers }: Request, origins: ReadonlySet<string>): void {
  const origin = headers.get('origin');
  if (origin === null || origins.has(origin)) return;
  throw new BaseError('ORIGIN_REJECTED', { message: 'Pages of this origin may not call.' });
}

/** Reads the message of a request; a list of several would be called for the price of one. */
async function readMessage(request: Request): Promise<object> {
  const text = await request.text();
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch (cause) {
    throw new BaseError('REQUEST_MALFORMED', { message: 'The body is not JSON.', cause });
  }
  if (typeof message === 'object' && message !== null && !Array.isArray(message)) return message;
  throw new BaseError('REQUEST_MALFORMED', { message: 'The body must be one JSON-RPC message.' });
}

/** Returns the failure of a mutation that an agent may not use. */
function readOnly(actor: Actor): BaseError {
  if (actor.kind === 'anonymous') return new BaseError('ACTOR_UNAUTHENTICATED');
  return new BaseError('PERMISSION_MISSING', {
    message: 'An agent changes things with an API key that has the permission alone.',
    details: { permission: null },
  });
}

function resultOf(output: unknown, { isWrapped }: ProcedureTool): CallToolResult {
  const structuredContent = isWrapped ? { result: output ?? null } : { ...Object(output) };
  return {
    // For agents that know no structured content.
    content: [{ type: 'text', text: JSON.stringify(structuredContent) }],
    structuredContent,
  };
}

/** Separates the idempotency key of a call from its input. */
function readArguments(
  { meta }: DeclaredProcedure,
  given: Readonly<Record<string, unknown>>,
): { readonly input: object; readonly idempotencyKey: string | undefined } {
  if (meta.idempotency !== 'key') return { input: given, idempotencyKey: undefined };
  const { [KEY_ARGUMENT]: key, ...input } = given;
  return { input, idempotencyKey: key === undefined ? undefined : String(key) };
}

/** Creates the tools of the caller of one request. */
function offer(
  tools: ReadonlyMap<string, ProcedureTool>,
  { request, context, onFailure }: RunningRequest,
  { router, access }: { readonly router: AnyTRPCRouter; readonly access: AccessKinds },
): OfferedTools {
  const { actor } = context;

  async function call(found: ProcedureTool, given: Readonly<Record<string, unknown>>) {
    const { procedure } = found;
    const { path, type, inputs } = procedure;
    const { input, idempotencyKey } = readArguments(procedure, given);
    try {
      if (type === 'mutation' && !mayUse(actor, procedure, access)) throw readOnly(actor);
      const output: unknown = await callTRPCProcedure({
        ...{ router, path, type, batchIndex: 0, signal: request.signal },
        ctx: {
          ...{ ...context, idempotencyKey },
          requireNoInput: () => rejectUnknownFields(undefined, input),
        },
        async getRawInput() {
          for (const schema of inputs) rejectUnknownFields(schema, input);
          return input;
        },
      });
      return resultOf(output, found);
    } catch (failure) {
      const text = await onFailure(failure, path, type).text();
      return { isError: true, content: [{ type: 'text' as const, text }] };
    }
  }

  return {
    list: () =>
      [...tools.values()]
        .filter(({ procedure }) => mayUse(actor, procedure, access))
        .map(({ tool }) => tool),
    call(name, given) {
      const found = tools.get(name);
      return found && call(found, given);
    },
  };
}

/**
 * Creates the endpoint `/mcp` for agents (Model Context Protocol), as an option of `createApp`: each
 * procedure is a tool, called with the same checks, limits and context as over REST. Agents read what
 * their credential may read; with API keys they call mutations too, whose permission the key has.
 * Cookies are ignored.
 *
 * @example
 * const app = createApp({ mcp: createMcp({ name: 'notes', version: '1.0.0' }), router, … });
 */
export function createMcp({ access = {}, ...info }: McpOptions): McpEndpoint {
  return {
    path: MCP_PATH,
    handler(options) {
      const { router, answerError } = options;
      let known: ReadonlyMap<string, ProcedureTool> | undefined;

      return callHandler(withoutCookies(options), ({ raw }) => ({
        path: 'mcp',
        paths: [],
        answerError(failure, requestId) {
          const answer = answerError(failure, requestId);
          if (raw.method !== 'POST') answer.response.headers.set('allow', 'POST');
          return answer;
        },
        async run(running) {
          const { request } = running;
          requireAllowedOrigin(request, options.site().origins);
          // There are no streams that a GET would open, nor sessions that a DELETE would end.
          if (request.method !== 'POST') throw new BaseError('METHOD_UNSUPPORTED');
          const message = await readMessage(request);
          known ??= createTools(router);
          const tools = offer(known, running, { router, access });
          // The SDK takes longer to load than many a server to start.
          const { answerMessage } = await import('./answer-message.ts');
          return { answer: await answerMessage(request, message, { info, tools }) };
        },
      }));
    },
  };
}
