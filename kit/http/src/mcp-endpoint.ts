import type { Context } from 'hono';
import type { AppEnv } from './app-env.ts';
import type { CallHandlerOptions } from './trpc-handler.ts';

/** An endpoint for agents, which `createMcp` of `@trastienda/http/mcp` creates. */
export interface McpEndpoint {
  readonly path: string;
  /** Creates its handler with the checks, limits and logs of an application. */
  readonly handler: (options: CallHandlerOptions) => (c: Context<AppEnv>) => Promise<Response>;
}
