/** The part of Deno's API that is used; its own declarations would describe all code as Deno's. */
interface DenoServer {
  readonly addr: { readonly hostname: string; readonly port: number };
  /** Accepts no more connections, and waits for running requests. */
  shutdown(): Promise<void>;
}

interface DenoServeOptions {
  readonly hostname: string;
  readonly port: number;
  readonly onListen: () => void;
  readonly onError: (error: unknown) => Response;
}

interface DenoRuntime {
  readonly version: { readonly deno: string };
  serve(
    options: DenoServeOptions,
    handler: (
      request: Request,
      info: { readonly remoteAddr: { readonly hostname: string } },
    ) => Response | Promise<Response>,
  ): DenoServer;
}

/**
 * Returns Deno.
 *
 * @throws {Error} on another runtime.
 */
export function requireDeno(): DenoRuntime {
  const runtime: unknown = Reflect.get(globalThis, 'Deno');
  if (runtime === undefined) throw new Error('This program runs on Deno only.');
  return runtime as DenoRuntime;
}
