import { timeBody } from './body-deadline.ts';
import {
  type Answer,
  answerStarting,
  answerStopping,
  type OpenPort,
  type RequestBindings,
} from './open-port.ts';
import { createRunningWork, endsWithin } from './running-work.ts';

/** What a runtime's own server can do. */
export interface WebServer {
  readonly url: string;
  readonly port: number;
  /** Accepts no more connections, and closes each once it has no request left. */
  stop(): Promise<void>;
  /** Closes all connections. */
  cutOff(): void;
}

export interface WebPortOptions {
  readonly requestTimeoutSeconds: number;
  /**
   * Whether the server is stopped after the running calls only: until then it accepts connections,
   * and answers 503.
   */
  readonly stopsAfterCalls?: boolean;
  /**
   * Starts the server, which answers requests with `answer` and reports errors that no request
   * explains to `onError`.
   *
   * @throws {ListenError} when the port is in use or not permitted.
   */
  readonly listen: (answer: Answer, onError: (error: Error) => void) => WebServer;
}

/** A body is not expected where none is announced. */
function hasBody({ headers }: Request): boolean {
  return headers.has('transfer-encoding') || Number(headers.get('content-length') ?? 0) > 0;
}

/**
 * Creates an open port on a server that takes requests and returns responses, such as those of Bun
 * and Deno. It adds what Node's server does by itself: a time limit for bodies, a start before the
 * application, and a drain that waits for calls whose caller has left.
 */
export function createWebPort(options: WebPortOptions): OpenPort {
  const { requestTimeoutSeconds, stopsAfterCalls = false, listen } = options;
  const work = createRunningWork();
  let application: Answer = answerStarting;
  let report = (_error: Error): void => {};

  async function answerTimed(request: Request, bindings: RequestBindings): Promise<Response> {
    const timed = timeBody(request, requestTimeoutSeconds);
    const answered = Promise.resolve(work.track(application(request, bindings)));
    // A failure after the time is over must not end the process.
    answered.catch(() => {});
    const response = await Promise.race([answered, timed.expired]);
    timed.stop();
    return response;
  }

  const server = listen(
    (request, bindings) =>
      hasBody(request)
        ? answerTimed(request, bindings)
        : work.track(application(request, bindings)),
    (error) => report(error),
  );
  return {
    url: server.url,
    port: server.port,
    handOver(answer, onError) {
      application = answer;
      report = onError;
    },
    async close(withinMs = 0) {
      if (stopsAfterCalls) application = answerStopping;
      const finished = stopsAfterCalls
        ? work.done().then(() => server.stop())
        : Promise.all([server.stop(), work.done()]);
      const isDrained = await endsWithin(finished, withinMs);
      if (!isDrained) server.cutOff();
      return isDrained;
    },
  };
}
