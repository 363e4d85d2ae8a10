import { createWebPort } from '../serving/create-web-port.ts';
import {
  KEEP_ALIVE_SECONDS,
  listenErrorOf,
  type OpenPort,
  type PortOptions,
  REQUEST_TIMEOUT_SECONDS,
  urlOf,
} from '../serving/open-port.ts';
import { requireBun } from './bun-server.ts';

/** How often the server looks whether its last response has been sent. */
const LOOK_MS = 10;

/** The application bounds bodies, by their caller. */
const MAX_BODY_BYTES = Number.MAX_SAFE_INTEGER;

/**
 * Listens with Bun's server; see `OpenPortFunction`. Bun gives a client 12 seconds to send the headers
 * of a request, and at most 16 KiB for them.
 *
 * @throws {ListenError} when the port is in use or not permitted.
 */
export async function openPort({
  host = '127.0.0.1',
  port,
  requestTimeoutSeconds = REQUEST_TIMEOUT_SECONDS,
}: PortOptions): Promise<OpenPort> {
  const bun = requireBun();
  return createWebPort({
    requestTimeoutSeconds,
    listen(answer, onError) {
      const serve = () =>
        bun.serve({
          hostname: host,
          port,
          idleTimeout: KEEP_ALIVE_SECONDS,
          maxRequestBodySize: MAX_BODY_BYTES,
          development: false,
          // Outside of development, Bun shares a port that another process has.
          reusePort: false,
          async fetch(request, running) {
            // Bun closes the connection of a call that takes longer than the idle time.
            running.timeout(request, 0);
            const bindings = {
              get socketAddress() {
                return running.requestIP(request)?.address;
              },
            };
            const response = await answer(request, bindings);
            running.timeout(request, KEEP_ALIVE_SECONDS);
            return response;
          },
          error(error) {
            onError(error);
            return new Response(null, { status: 500 });
          },
        });
      let server: ReturnType<typeof serve>;
      try {
        server = serve();
      } catch (error) {
        throw listenErrorOf(error, host, port);
      }
      return {
        url: urlOf(server.hostname, server.port),
        port: server.port,
        async stop() {
          // Its promise waits for sockets that have never sent a request, too.
          void server.stop();
          while (server.pendingRequests > 0) {
            await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
          }
          void server.stop(true);
        },
        cutOff: () => void server.stop(true),
      };
    },
  });
}
