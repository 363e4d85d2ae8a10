/** The part of Bun's API that is used; its own declarations would describe all code as Bun's. */
interface BunServer {
  readonly hostname: string;
  readonly port: number;
  /** Requests without a complete response. */
  readonly pendingRequests: number;
  requestIP(request: Request): { readonly address: string } | null;
  /** Seconds without data after which the connection of a request is closed; 0 for no limit. */
  timeout(request: Request, seconds: number): void;
  stop(closeActiveConnections?: boolean): Promise<void>;
}

interface BunServeOptions {
  readonly hostname: string;
  readonly port: number;
  /** Seconds; at most 255. */
  readonly idleTimeout: number;
  readonly maxRequestBodySize: number;
  readonly development: boolean;
  readonly reusePort: boolean;
  readonly fetch: (request: Request, server: BunServer) => Response | Promise<Response>;
  readonly error: (error: Error) => Response;
}

interface BunRuntime {
  readonly version: string;
  serve(options: BunServeOptions): BunServer;
}

/**
 * Returns Bun.
 *
 * @throws {Error} on another runtime.
 */
export function requireBun(): BunRuntime {
  const runtime: unknown = Reflect.get(globalThis, 'Bun');
  if (runtime === undefined) throw new Error('This program runs on Bun only.');
  return runtime as BunRuntime;
}
