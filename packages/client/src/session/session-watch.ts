import type { OnSessionEnded, SessionEndedEvent, TokenStorage } from './session-mode.ts';

type SendRequest = (url: string, init: RequestInit) => Promise<Response>;

/** A request that was answered, as far as sessions are concerned. */
interface Exchange {
  /** What was presented; null for a cookie, or nothing. */
  readonly token: string | null;
  /** Which session the client was in when it sent the request. */
  readonly epoch: number;
  /** Whether the server said that what was presented is over, whatever the calls came to. */
  readonly saysEnded: boolean;
}

function bearerOf({ headers }: RequestInit): string | null {
  const authorization = new Headers(headers).get('authorization') ?? '';
  return /^Bearer (.+)$/.exec(authorization)?.[1] ?? null;
}

/** Elsewhere than in a page an error that is reported would end the program. */
function reportInPage(error: unknown): void {
  const page: object = globalThis;
  if (!('document' in page && 'reportError' in page)) return;
  if (typeof page.reportError === 'function') page.reportError(error);
}

/**
 * Follows the sessions of a client: when one begins, when it is left, and, once for each, when it
 * turns out to have ended. Answers overtake each other, so one about an old session can arrive when
 * a new one has begun; it then neither clears the new token nor is news.
 */
export class SessionWatch {
  readonly #storage: TokenStorage | null;
  readonly #onEnded: OnSessionEnded | undefined;
  readonly #exchanges = new WeakMap<object, Exchange>();
  /** Comparing the stored token and clearing it are one step: a sign-in in between would be lost. */
  #lastTurn: Promise<unknown> = Promise.resolve();
  /** A cookie cannot be compared; what is known is whether a session began or ended since. */
  #epoch = 0;
  #lastEndedToken: string | null = null;
  /** Calls under way that end the session on purpose. */
  #leaving = 0;
  /** Ends that answers told of meanwhile. */
  readonly #heldBack: Exchange[] = [];

  constructor(storage: TokenStorage | null, onEnded: OnSessionEnded | undefined) {
    this.#storage = storage;
    this.#onEnded = onEnded;
  }

  /** Sends as `send` does, and remembers what was presented for `leave` and `check`. */
  sending(send: SendRequest): SendRequest {
    return async (url, init) => {
      const epoch = this.#epoch;
      const response = await send(url, init);
      const saysEnded = response.headers.get('trastienda-session') === 'ended';
      this.#exchanges.set(response, { token: bearerOf(init), epoch, saysEnded });
      return response;
    };
  }

  /** A session has begun; its token is null when it is in a cookie. */
  begin(token: string | null): Promise<void> {
    return this.#inTurn(async () => {
      this.#epoch += 1;
      if (token !== null) await this.#storage?.set(token);
    });
  }

  /** The session that the request with this answer presented was ended on purpose. */
  leave(response: object): Promise<void> {
    return this.#inTurn(async () => {
      const exchange = this.#exchanges.get(response);
      if (exchange !== undefined) await this.#end(exchange);
    });
  }

  /** Tells the listener when the session that the request with this answer presented is over. */
  async check(response: object, reason?: string): Promise<void> {
    const exchange = this.#exchanges.get(response);
    if (exchange === undefined) return;
    if (!exchange.saysEnded && reason !== 'SESSION_ENDED') return;
    // Perhaps the sign-out under way ended it, and its answer was overtaken by this one.
    if (this.#leaving > 0) this.#heldBack.push(exchange);
    else await this.#tellEnd(exchange);
  }

  /**
   * A call that ends the session on purpose is being sent; gives what to call when it is over. Ends
   * that other calls meet until then are told only if they are news then.
   */
  startLeaving(): () => void {
    this.#leaving += 1;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#leaving -= 1;
      if (this.#leaving > 0) return;
      // Their calls are over: nobody is left to hear of a storage that fails.
      for (const exchange of this.#heldBack.splice(0)) this.#tellEnd(exchange).catch(() => {});
    };
  }

  #tellEnd(exchange: Exchange): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await this.#end(exchange))) return;
      const event: SessionEndedEvent = { kind: 'session-ended', token: exchange.token };
      // Neither throwing nor rejecting, a listener must not fail the call or end the program.
      Promise.resolve()
        .then(() => this.#onEnded?.(event))
        .catch(reportInPage);
    });
  }

  /** Marks a session as ended, and says whether the client was still in it. */
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

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#lastTurn.then(work);
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }
}
