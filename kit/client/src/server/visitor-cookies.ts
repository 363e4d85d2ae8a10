import type { SendRequest } from '../client-options.ts';

/** Receives each `Set-Cookie` line of the server's responses, for the response of the page. */
export type OnSetCookie = (line: string) => void;

const PAIR = /^\s*([^=;\s]+)=([^;]*)/;
const IS_EXPIRED = /;\s*max-age=(0|-\d+)\s*(;|$)/i;

/** The cookies of a visitor while a page is rendered, kept as the visitor's browser will keep them. */
export class VisitorCookies {
  readonly #cookies = new Map<string, string>();
  readonly #onSetCookie: OnSetCookie;

  constructor(header: string | null, onSetCookie: OnSetCookie) {
    this.#onSetCookie = onSetCookie;
    for (const pair of header?.split(';') ?? []) {
      const [, name, value = ''] = PAIR.exec(pair) ?? [];
      // Browsers send the most specific of equal names first.
      if (name !== undefined && !this.#cookies.has(name)) this.#cookies.set(name, value.trim());
    }
  }

  /** The header `Cookie`; undefined without cookies. */
  get header(): string | undefined {
    if (this.#cookies.size === 0) return undefined;
    return Array.from(this.#cookies, ([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Returns a `fetch` that takes the cookies of responses over. */
  watch(send: SendRequest): SendRequest {
    return async (url, init) => {
      const response = await send(url, init);
      for (const line of response.headers.getSetCookie()) this.#take(line);
      return response;
    };
  }

  #take(line: string): void {
    const [, name, value = ''] = PAIR.exec(line) ?? [];
    if (name === undefined) return;
    if (IS_EXPIRED.test(line)) this.#cookies.delete(name);
    else this.#cookies.set(name, value.trim());
    this.#onSetCookie(line);
  }
}
