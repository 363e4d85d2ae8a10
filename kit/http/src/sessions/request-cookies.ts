import { type Actor, BaseError } from '@trastienda/base';
import type { HttpNames } from '../http-names.ts';
import { isFromOtherSite, ownPageRejection } from '../origins/same-origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/** A further cookie of the application, with the attributes and the checks of the session cookie. */
export interface RequestCookie {
  /**
   * Returns the value; null without one.
   *
   * @throws {BaseError} ORIGIN_REJECTED when there is one, and a page of another origin wants to
   *   change something with it.
   */
  read(): string | null;
  /**
   * Sets it with the response.
   *
   * @throws {BaseError} ORIGIN_REJECTED for a page of another origin, and where the browser would drop
   *   the cookie.
   */
  set(value: string, endsAt: Date): void;
}

/** What an application may know of a request when it creates the context of its calls. */
export interface ContextRequest {
  readonly method: string;
  /** Paths of the called procedures, as far as the URL says. */
  readonly paths: readonly string[];
  readonly actor: Actor;
  readonly cookieOf: (name: string) => RequestCookie;
}

export interface RequestCookiesOptions {
  readonly request: Request;
  readonly cookieOf: (name: string) => SessionCookie;
  readonly isFromOwnPage: boolean;
  readonly names: HttpNames;
  /** Receives each `Set-Cookie`. */
  readonly onSet: (line: string) => void;
}

/** Returns whether a request may change something: its cookies are then not enough (CSRF). */
export function isChange({ method }: Request): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** Creates the access to further cookies of a request. */
export function createRequestCookies(options: RequestCookiesOptions) {
  const { request, cookieOf, isFromOwnPage, names, onSet } = options;
  const { headers } = request;

  return function requestCookieOf(name: string): RequestCookie {
    const cookie = cookieOf(name);
    const requireOwnPage = () => {
      if (isChange(request) && !isFromOwnPage) {
        throw ownPageRejection(headers, names, `the cookie ${cookie.name}`);
      }
    };
    return {
      read() {
        const value = cookie.read(headers);
        if (value !== null) requireOwnPage();
        return value;
      },
      set(value, endsAt) {
        requireOwnPage();
        if (isFromOtherSite(headers) && !cookie.isForOtherSites) {
          const message = `The page is of another site than this server, so the browser would drop the cookie ${cookie.name}: call the server by a name of the same site, or set ${names.crossSiteCookiesSetting}.`;
          throw new BaseError('ORIGIN_REJECTED', { message });
        }
        onSet(cookie.issue(value, endsAt));
      },
    };
  };
}
