import type { SendRequest } from '../client-options.ts';
import type { SessionListener } from './session-listeners.ts';
import type { OnSessionEnded, SessionEndedEvent, TokenStorage } from './session-mode.ts';

export interface SessionWatchOptions {
  /** Null where sessions are not stored by the client. */
  readonly storage: TokenStorage | null;
  readonly onEnded?: OnSessionEnded | undefined;
  /** Called after every change of the session: true when one has started, false when it is over. */
  readonly onChange?: SessionListener | undefined;
  /** Response header that reports the end of a session. */
  readonly header: string;
}

/** An answered request, as far as sessions are concerned. */
interface Exchange {
  /** The token that was sent; null for a cookie, or none. */
  readonly token: string | null;
  /** Number of the client's session when it sent the request. */
  readonly epoch: number;
  /** Whether the server reported the session as ended, whatever the outcome of the calls. */
  readonly saysEnded: boolean;
}

function bearerOf({ headers }: RequestInit): string | null {
  return /^Bearer (.+)$/.exec(new Headers(headers).get('authorization') ?? '')?.[1] ?? null;
}

/** Reports an error in a page. Elsewhere a reported error would end the program. */
function reportInPage(error: unknown): void {
  if (typeof document !== 'undefined') reportError(error);
}

/** The sessions of a client. */
export interface SessionWatch {
  /** Wraps `send` and remembers the sent token for `leave` and `check`. */
  track(send: SendRequest): SendRequest;
  /** Records a new session; its token is null when it is in a cookie. */
  begin(token: string | null): Promise<void>;
  /** Records that the session of this response's request was ended on purpose. */
  leave(response: unknown): Promise<void>;
  /** Notifies the listener when the session of this response's request has ended. */
  check(response: unknown, reason?: unknown): Promise<void>;
  /**
   * Call it before sending a call that ends the session on purpose; returns a function to call
   * afterwards. Ended sessions that other responses report until then are notified only if they are
   * still current.
   */
  startLeaving(): () => void;
}

/**
 * Tracks the sessions of a client: their start, their sign-out and, once for each, their end.
 * Responses can overtake each other, so that one about an old session arrives after a new one has
 * started; it then neither clears the new token nor triggers the listener. Responses that were not
 * tracked have no effect.
 */
export function createSessionWatch(options: SessionWatchOptions): SessionWatch {
  const { storage, onEnded, onChange, header } = options;
  const exchanges = new WeakMap<object, Exchange>();
  /**
   * Comparing and clearing the stored token are one step: otherwise a sign-in in between would be
   * lost.
   */
  let lastLocked: Promise<unknown> = Promise.resolve();
  /** Counts session changes, because cookies cannot be compared. */
  let sessions = 0;
  let lastEndedToken: string | null = null;
  /** Number of running calls that end the session on purpose. */
  let leaving = 0;
  /** Ended sessions that responses reported in the meantime. */
  const deferredEnds: Exchange[] = [];

  function withLock(work: () => Promise<void>): Promise<void> {
    const turn = lastLocked.then(work);
    lastLocked = turn.catch(() => {});
    return turn;
  }

  /** Marks a session as ended, and returns whether it was still current. */
  async function end({ token, epoch }: Exchange): Promise<boolean> {
    if (storage !== null) {
      if (token === null || (await storage.get()) !== token) return false;
      await storage.clear();
      return true;
    }
    if (token !== null) {
      const isFirst = token !== lastEndedToken;
      lastEndedToken = token;
      return isFirst;
    }
    if (epoch !== sessions) return false;
    sessions += 1;
    return true;
  }

  const notifyEnd = (exchange: Exchange) =>
    withLock(async () => {
      if (!(await end(exchange))) return;
      onChange?.(false);
      const event: SessionEndedEvent = { kind: 'session-ended', token: exchange.token };
      // A listener that throws or rejects must not fail the call or end the program.
      Promise.resolve()
        .then(() => onEnded?.(event))
        .catch(reportInPage);
    });

  const exchangeOf = (response: unknown) => exchanges.get(Object(response));

  return {
    track: (send) => async (url, init) => {
      const epoch = sessions;
      const response = await send(url, init);
      const saysEnded = response.headers.get(header) === 'ended';
      exchanges.set(response, { token: bearerOf(init), epoch, saysEnded });
      return response;
    },
    begin: (token) =>
      withLock(async () => {
        sessions += 1;
        if (token !== null) await storage?.set(token);
        onChange?.(true);
      }),
    leave: (response) =>
      withLock(async () => {
        const exchange = exchangeOf(response);
        if (exchange !== undefined && (await end(exchange))) onChange?.(false);
      }),
    async check(response, reason) {
      const exchange = exchangeOf(response);
      if (exchange === undefined || !(exchange.saysEnded || reason === 'SESSION_ENDED')) return;
      // Perhaps the sign-out under way ended it, and its answer was overtaken by this one.
      if (leaving > 0) deferredEnds.push(exchange);
      else await notifyEnd(exchange);
    },
    startLeaving() {
      leaving += 1;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        leaving -= 1;
        if (leaving > 0) return;
        // Their calls are done: no caller is left to receive a failure of the storage.
        for (const exchange of deferredEnds.splice(0)) notifyEnd(exchange).catch(() => {});
      };
    },
  };
}
