import { type Actor, BaseError } from '@trastienda/base';
import type { FindProcedure } from '@trastienda/procedures';
import { boundRequest, maxBodyBytesOf } from './bodies/bound-request.ts';
import { BYTES_TYPE, FORM_TYPE, JSON_TYPE, mediaTypeOf } from './bodies/called-paths.ts';
import { checkJson } from './bodies/check-json.ts';
import { requireDeclaredLength } from './bodies/read-body.ts';
import { urlOf } from './bodies/url-of.ts';
import type { HttpNames } from './http-names.ts';
import { isFromOwnPage, ownPageRejection } from './origins/same-origin.ts';
import { type Credential, credentialOf, type Presented } from './sessions/identify-caller.ts';
import { type ContextRequest, createRequestCookies, isChange } from './sessions/request-cookies.ts';
import type { SessionCookie } from './sessions/session-cookie.ts';

/** The server as browsers see it: its session cookie and the allowed origins. */
export interface Site {
  readonly cookie: SessionCookie;
  /** Returns a further cookie, with the attributes of the session's. */
  readonly cookieOf: (name: string) => SessionCookie;
  /** Origins of pages that may act for the signed-in account. */
  readonly origins: ReadonlySet<string>;
}

export interface AdmitOptions {
  readonly findProcedure: FindProcedure;
  readonly names: HttpNames;
  /** Returns the application's part of the context of a call; may reject the request. */
  readonly context: (headers: Headers, request: ContextRequest) => object;
  readonly identifyCaller: (presented: Presented) => Promise<Actor>;
  readonly site: () => Site;
  readonly maxBodyBytes: number;
  /** Maximum form data of callers with the permission of a procedure that takes a form. */
  readonly maxUploadBytes: number;
}

/** A request that passed all checks before its calls. */
export interface Admitted {
  readonly actor: Actor;
  /** The application's part of the context. */
  readonly context: object;
  readonly credential: Credential;
  readonly isFromOwnPage: boolean;
  readonly cookie: SessionCookie;
  /** Each `Set-Cookie` of the application. */
  readonly setCookies: readonly string[];
  readonly request: Request;
}

/** A rejection of a whole request, before any of its calls runs. */
export class Rejection extends Error {
  readonly actor: Actor | null;

  constructor(cause: unknown, actor: Actor | null) {
    super('The request was refused.', { cause });
    this.actor = actor;
  }
}

/**
 * Rejects form data and other media types that tRPC would parse, for procedures that do not accept
 * them. tRPC rejects all remaining types itself, without reading the body.
 */
function requireAcceptedMedia(
  request: Request,
  paths: readonly string[],
  findProcedure: FindProcedure,
): void {
  const type = mediaTypeOf(request);
  if (request.method !== 'POST' || ![FORM_TYPE, JSON_TYPE, BYTES_TYPE].includes(type)) {
    return;
  }
  const procedures = paths.map((path) => findProcedure(path));
  // tRPC responds 404 to unknown paths.
  if (procedures.every((procedure) => procedure === null)) return;
  const isForm = procedures.some((procedure) => procedure?.meta.takesForm === true);
  const accepted = isForm ? FORM_TYPE : JSON_TYPE;
  if (type === accepted) return;
  const message = `${paths.length === 1 ? paths[0] : 'A batch'} accepts ${accepted} only.`;
  throw new BaseError('MEDIA_UNSUPPORTED', { message });
}

/** Maximum length of path and query. nginx and other servers also allow 8 KiB. */
const MAX_URL_LENGTH = 8 * 1024;

/** Applies the limits of a body to the input of a query, which is in the URL. */
function requireSmallUrl(request: Request): void {
  const { pathname, search, searchParams } = urlOf(request);
  if (pathname.length + search.length > MAX_URL_LENGTH) {
    const message = `The URL is longer than ${MAX_URL_LENGTH} characters.`;
    throw new BaseError('REQUEST_TOO_LARGE', {
      message,
      details: { limit: 'url-characters', max: MAX_URL_LENGTH },
    });
  }
  checkJson(searchParams.get('input') ?? '', MAX_URL_LENGTH);
}

/** Returns whether a caller may upload a form to one of the procedures; no other form is read. */
function mayUpload(actor: Actor, paths: readonly string[], findProcedure: FindProcedure): boolean {
  if (actor.kind === 'anonymous') return false;
  const { permissions } = actor;
  return paths.some((path) => {
    const { takesForm, access } = findProcedure(path)?.meta ?? {};
    return takesForm === true && permissions.some((permission) => permission === access);
  });
}

/** Returns the maximum body size, as far as the headers determine it. */
function maxBytesOf(
  request: Request,
  actor: Actor,
  paths: readonly string[],
  options: AdmitOptions,
): number {
  const { maxUploadBytes, maxBodyBytes, findProcedure } = options;
  // Without the permission, the procedure rejects the call without reading the form.
  const isUpload = mediaTypeOf(request) === FORM_TYPE && mayUpload(actor, paths, findProcedure);
  return isUpload ? maxUploadBytes : maxBodyBytesOf(actor, maxBodyBytes);
}

/** Returns the credentials of a request. */
export function presentedBy(headers: Headers, cookie: SessionCookie): Presented {
  return { authorization: headers.get('authorization'), cookie: cookie.read(headers) };
}

/**
 * Runs a check for an identified caller.
 *
 * @throws {Rejection} when the check throws.
 */
function refusing<Value>(actor: Actor, check: () => Value): Value {
  try {
    return check();
  } catch (cause) {
    throw new Rejection(cause, actor);
  }
}

/**
 * Identifies the caller and runs every check that needs only headers and URL: forged requests,
 * invalid credentials, media type, size. Does not read the body.
 *
 * @throws {Rejection} when a check fails.
 */
export async function admit(
  request: Request,
  paths: readonly string[],
  options: AdmitOptions,
): Promise<Admitted> {
  const { headers, method } = request;
  const { cookie, cookieOf, origins } = options.site();
  const presented = presentedBy(headers, cookie);
  const credential = credentialOf(presented);
  const isOwnPage = isFromOwnPage(headers, origins);
  // Browsers attach the cookie to requests of any page (CSRF). Queries are exempt: they change
  // nothing, and other pages cannot read their responses.
  if (credential === 'cookie' && isChange(request) && !isOwnPage) {
    throw new Rejection(ownPageRejection(headers, options.names), null);
  }
  const actor = await options.identifyCaller(presented).catch((cause: unknown) => {
    throw new Rejection(cause, null);
  });
  return refusing(actor, () => {
    const setCookies: string[] = [];
    const context = options.context(headers, {
      method,
      paths,
      actor,
      cookieOf: createRequestCookies({
        request,
        cookieOf,
        isFromOwnPage: isOwnPage,
        names: options.names,
        onSet: (line) => void setCookies.push(line),
      }),
    });
    requireSmallUrl(request);
    requireAcceptedMedia(request, paths, options.findProcedure);
    const maxBytes = maxBytesOf(request, actor, paths, options);
    requireDeclaredLength(request, maxBytes);
    return {
      actor,
      context,
      credential,
      isFromOwnPage: isOwnPage,
      cookie,
      setCookies,
      request: boundRequest(request, maxBytes),
    };
  });
}
