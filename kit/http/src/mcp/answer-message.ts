import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  ErrorCode,
  ListToolsRequestSchema,
  McpError,
  type Tool,
} from '@modelcontextprotocol/sdk/types.js';

/** The server as agents see it. */
export interface ServerInfo {
  readonly name: string;
  readonly title?: string;
  readonly version: string;
  /** Tells agents what every call needs, such as units. */
  readonly instructions?: string;
}

/** Tools of the caller of one request. */
export interface OfferedTools {
  readonly list: () => Tool[];
  /** Returns the result of a call; undefined when there is no such tool. */
  readonly call: (
    name: string,
    input: Readonly<Record<string, unknown>>,
  ) => Promise<CallToolResult> | undefined;
}

/** Answers one message of an agent. Nothing is kept between messages, so any process may answer. */
export async function answerMessage(
  request: Request,
  message: object,
  { info, tools }: { readonly info: ServerInfo; readonly tools: OfferedTools },
): Promise<Response> {
  const { instructions, ...named } = info;
  const { server } = new McpServer(named, {
    ...(instructions !== undefined && { instructions }),
  });
  // Not an option of the constructor, which would add `listChanged`: no message announces changes.
  server.registerCapabilities({ tools: {} });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.list() }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const result = tools.call(params.name, params.arguments ?? {});
    if (result !== undefined) return result;
    throw new McpError(ErrorCode.InvalidParams, 'There is no such tool.');
  });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody: message });
  } finally {
    await server.close();
  }
}
