/** Methods of a request that read its body. */
const READERS = ['arrayBuffer', 'blob', 'formData', 'json', 'text'] as const;

/** A request whose body has to arrive in time. */
export interface TimedRequest {
  /** Resolves with a response when the time is over before the body is there; else never. */
  readonly expired: Promise<Response>;
  /** Ends the wait, because the response is there. */
  stop(): void;
}

/**
 * Gives a client `seconds` to send the body of a request, as Node's server does by itself: then the
 * body fails, and `expired` has the response. The body is read through this function, which replaces
 * the request's own methods.
 */
export function timeBody(request: Request, seconds: number): TimedRequest {
  let fail = (_reason: unknown): void => {};
  let expire = (_response: Response): void => {};
  const expired = new Promise<Response>((resolve) => {
    expire = resolve;
  });
  const timer = setTimeout(() => {
    fail(new DOMException('The body did not arrive in time.', 'TimeoutError'));
    expire(new Response(null, { status: 408, headers: { connection: 'close' } }));
  }, seconds * 1000);
  const stop = () => clearTimeout(timer);

  const source = request.body;
  const body = source?.pipeThrough(
    new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      start(controller) {
        fail = (reason) => controller.error(reason);
      },
      flush: stop,
    }),
  );
  const whole = () => new Response(body ?? null, { headers: request.headers });
  for (const name of READERS) {
    Object.defineProperty(request, name, { configurable: true, value: () => whole()[name]() });
  }
  Object.defineProperty(request, 'body', { configurable: true, value: body ?? null });
  return { expired, stop };
}
