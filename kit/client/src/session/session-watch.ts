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
  const authorization = new Headers(headers).get('authorization') ?? '';
  return /^Bearer (.+)$/.exec(authorization)?.[1] ?? null;
}

/** Reports an error in a page. Elsewhere a reported error would end the program. */
function reportInPage(error: unknown): void {
  const page: object = globalThis;
  if (!('document' in page && 'reportError' in page)) return;
  if (typeof page.reportError === 'function') page.reportError(error);
}

/**
 * Tracks the sessions of a client: their start, their sign-out and, once for each, their end.
 * Responses can overtake each other, so that one about an old session arrives after a new one has
 * started; it then neither clears the new token nor triggers the listener.
 */
export class SessionWatch {
  readonly #storage: TokenStorage | null;
  readonly #onEnded: OnSessionEnded | undefined;
  readonly #onChange: SessionListener | undefined;
  readonly #header: string;
  readonly #exchanges = new WeakMap<object, Exchange>();
  /**
   * Comparing and clearing the stored token are one step: otherwise a sign-in in between would be
   * lost.
   */
  #lastLocked: Promise<unknown> = Promise.resolve();
  /** Counts session changes, because cookies cannot be compared. */
  #epoch = 0;
  #lastEndedToken: string | null = null;
  /** Number of running calls that end the session on purpose. */
  #leaving = 0;
  /** Ended sessions that responses reported in the meantime. */
  readonly #deferredEnds: Exchange[] = [];

  constructor({ storage, onEnded, onChange, header }: SessionWatchOptions) {
    this.#storage = storage;
    this.#onEnded = onEnded;
    this.#onChange = onChange;
    this.#header = header;
  }

  /** Wraps `send` and remembers the sent token for `leave` and `check`. */
  track(send: SendRequest): SendRequest {
    return async (url, init) => {
      const epoch = this.#epoch;
      const response = await send(url, init);
      const saysEnded = response.headers.get(this.#header) === 'ended';
      this.#exchanges.set(response, { token: bearerOf(init), epoch, saysEnded });
      return response;
    };
  }

  /** Records a new session; its token is null when it is in a cookie. */
  begin(token: string | null): Promise<void> {
    return this.#withLock(async () => {
      this.#epoch += 1;
      if (token !== null) await this.#storage?.set(token);
      this.#onChange?.(true);
    });
  }

  /** Records that the session of this response's request was ended on purpose. */
  leave(response: object): Promise<void> {
    return this.#withLock(async () => {
      const exchange = this.#exchanges.get(response);
      if (exchange !== undefined && (await this.#end(exchange))) this.#onChange?.(false);
    });
  }

  /** Notifies the listener when the session of this response's request has ended. */
  async check(response: object, reason?: string): Promise<void> {
    const exchange = this.#exchanges.get(response);
    if (exchange === undefined) return;
    if (!exchange.saysEnded && reason !== 'SESSION_ENDED') return;
    // Perhaps the sign-out under way ended it, and its answer was overtaken by this one.
    if (this.#leaving > 0) this.#deferredEnds.push(exchange);
    else await this.#notifyEnd(exchange);
  }

  /**
   * Call it before sending a call that ends the session on purpose; returns a function to call
   * afterwards. Ended sessions that other responses report until then are notified only if they are
   * still current.
   */
  startLeaving(): () => void {
    this.#leaving += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#leaving -= 1;
      if (this.#leaving > 0) return;
      // Their calls are done: no caller is left to receive a failure of the storage.
      for (const exchange of this.#deferredEnds.splice(0))
        this.#notifyEnd(exchange).catch(() => {});
    };
  }

  #notifyEnd(exchange: Exchange): Promise<void> {
    return this.#withLock(async () => {
      if (!(await this.#end(exchange))) return;
      this.#onChange?.(false);
      const event: SessionEndedEvent = { kind: 'session-ended', token: exchange.token };
      // A listener that throws or rejects must not fail the call or end the program.
      Promise.resolve()
        .then(() => this.#onEnded?.(event))
        .catch(reportInPage);
    });
  }

  /** Marks a session as ended, and returns whether it was still current. */
  async #end({ token, epoch }: Exchange): Promise<boolean> {
    if (this.#storage !== null) {
      if (token === null || (await this.#storage.get()) !== token) return false;
      await this.#storage.clear();
      return true;
    }
    if (token !== null) {
      const isFirst = token !== this.#lastEndedToken;
      this.#lastEndedToken = token;
      return isFirst;
    }
    if (epoch !== this.#epoch) return false;
    this.#epoch += 1;
    return true;
  }

  #withLock(work: () => Promise<void>): Promise<void> {
    const turn = this.#lastLocked.then(work);
    this.#lastLocked = turn.catch(() => undefined);
    return turn;
  }
}
