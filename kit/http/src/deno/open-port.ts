import { createWebPort } from '../serving/create-web-port.ts';
import {
  listenErrorOf,
  type OpenPort,
  type PortOptions,
  REQUEST_TIMEOUT_SECONDS,
  urlOf,
} from '../serving/open-port.ts';
import { requireDeno } from './deno-server.ts';

/**
 * Listens with Deno's server; see `OpenPortFunction`. Deno bounds neither the size of headers nor the
 * time that a client takes for them, nor how long a connection stays idle.
 *
 * @throws {ListenError} when the port is in use or not permitted.
 */
export async function openPort({
  host = '127.0.0.1',
  port,
  requestTimeoutSeconds = REQUEST_TIMEOUT_SECONDS,
}: PortOptions): Promise<OpenPort> {
  const deno = requireDeno();
  return createWebPort({
    requestTimeoutSeconds,
    // A shutdown fails every body that is still arriving.
    stopsAfterCalls: true,
    listen(answer, onError) {
      const serve = () =>
        deno.serve(
          {
            hostname: host,
            port,
            // By default it writes the URL to standard output, which belongs to the log.
            onListen: () => {},
            onError(error) {
              onError(error instanceof Error ? error : new Error(String(error)));
              return new Response(null, { status: 500 });
            },
          },
          (request, { remoteAddr }) => answer(request, { socketAddress: remoteAddr.hostname }),
        );
      let server: ReturnType<typeof serve>;
      try {
        server = serve();
      } catch (error) {
        throw listenErrorOf(error, host, port);
      }
      const { addr } = server;
      return {
        url: urlOf(addr.hostname, addr.port),
        port: addr.port,
        stop: () => server.shutdown(),
        // Nothing closes a connection after a shutdown has begun; the end of the process does.
        cutOff: () => {},
      };
    },
  });
}
