/** Names that callers and operators of an application see. */
export interface HttpNames {
  /** Name of the session cookie; over TLS it has the prefix `__Host-`. */
  readonly cookie: string;
  /**
   * Header of requests and responses: `token` in a request asks for the token in the response of a
   * sign-in; `ended` in a response says that the presented session has ended.
   */
  readonly sessionHeader: string;
  /** The application in messages about pages: `the shop` in "a page of the shop". */
  readonly site: string;
  /** Name of the setting that lists the origins of pages that may call. */
  readonly corsOriginsSetting: string;
  /** Name of the setting for cookies, with the value that allows pages of other sites. */
  readonly crossSiteCookiesSetting: string;
}

export const DEFAULT_NAMES: HttpNames = {
  cookie: 'session',
  sessionHeader: 'x-session',
  site: 'this site',
  corsOriginsSetting: 'corsOrigins',
  crossSiteCookiesSetting: "cookies: 'cross-site'",
};
