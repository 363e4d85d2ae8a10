import type { SendRequest } from '../client-options.ts';

/** Receives each `Set-Cookie` line of the server's responses, for the response of the page. */
export type OnSetCookie = (line: string) => void;

const PAIR = /^\s*([^=;\s]+)=([^;]*)/;
const IS_EXPIRED = /;\s*max-age=(0|-\d+)\s*(;|$)/i;

/** The cookies of a visitor while a page is rendered, kept as the visitor's browser will keep them. */
export class VisitorCookies {
  readonly #cookies = new Map<string, string>();
  readonly #onSetCookie: OnSetCookie;
  /** Headers that calls were given. */
  readonly #given = new Set<string>();

  constructor(header: string | null, onSetCookie: OnSetCookie) {
    this.#onSetCookie = onSetCookie;
    for (const pair of header?.split(';') ?? []) {
      const [, name, value = ''] = PAIR.exec(pair) ?? [];
      // Browsers send the most specific of equal names first.
      if (name !== undefined && !this.#cookies.has(name)) this.#cookies.set(name, value.trim());
    }
  }

  /** The header `Cookie` of a call that `watch` sends; empty without cookies. */
  get header(): string {
    const header = this.#current();
    this.#given.add(header);
    return header;
  }

  /**
   * Returns a `fetch` that takes the cookies of responses over. A call that has waited for another one since it
   * got its header is sent with the cookies of now: a guest that has begun meanwhile must not begin twice.
   */
  watch(send: SendRequest): SendRequest {
    return async (url, init) => {
      const response = await send(url, { ...init, headers: this.#refresh(init.headers) });
      for (const line of response.headers.getSetCookie()) this.#take(line);
      return response;
    };
  }

  #current(): string {
    return Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
  }

  #refresh(sent: RequestInit['headers']): Headers {
    const headers = new Headers(sent);
    const given = headers.get('cookie');
    // Calls that caches may answer have no cookies, and those of the program stay.
    if (given === null || !this.#given.has(given)) return headers;
    const current = this.#current();
    if (current === '') headers.delete('cookie');
    else headers.set('cookie', current);
    return headers;
  }

  #take(line: string): void {
    const [, name, value = ''] = PAIR.exec(line) ?? [];
    if (name === undefined) return;
    if (IS_EXPIRED.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value.trim());
    this.#onSetCookie(line);
  }
}
