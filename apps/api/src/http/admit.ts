import { type Actor, type Buyer, ShopError } from '@trastienda/contract';
import { findProcedure } from '@trastienda/router';
import { boundRequest, maxBodyBytesOf } from './bound-request.ts';
import { BYTES_TYPE, FORM_TYPE, JSON_TYPE, mediaTypeOf } from './called-paths.ts';
import { checkJson } from './check-json.ts';
import { readGuest } from './guest-header.ts';
import { type Credential, credentialOf, type Presented } from './identify-caller.ts';
import { requireDeclaredLength } from './read-body.ts';
import { isFromOwnPage, ownPageRefusal } from './same-origin.ts';
import type { SessionCookie } from './session-cookie.ts';

/** Where browsers reach the server, and what follows from it. */
export interface Site {
  readonly cookie: SessionCookie;
  /** Origins of pages that may act for whoever is signed in. */
  readonly origins: ReadonlySet<string>;
}

export interface AdmitOptions {
  readonly identifyCaller: (presented: Presented) => Promise<Actor>;
  readonly site: () => Site;
  readonly maxBodyBytes: number;
  /** For form data of callers who may import. */
  readonly maxUploadBytes: number;
}

/** A request whose calls may run. */
export interface Admitted {
  readonly actor: Actor;
  readonly guest: Buyer | null;
  readonly credential: Credential;
  readonly isFromOwnPage: boolean;
  readonly cookie: SessionCookie;
  readonly request: Request;
}

/** A request whose calls are refused together, before any of them runs. */
export class Refusal extends Error {
  readonly actor: Actor | null;

  constructor(cause: unknown, actor: Actor | null) {
    super('The request was refused.', { cause });
    this.actor = actor;
  }
}

/**
 * Refuses form data, and what else tRPC would take, for a procedure that does not take it. Other
 * types tRPC refuses by itself, without reading the body either.
 */
function requireAcceptedMedia(request: Request, paths: readonly string[]): void {
  const type = mediaTypeOf(request);
  if (request.method !== 'POST' || ![FORM_TYPE, JSON_TYPE, BYTES_TYPE].includes(type)) {
    return;
  }
  const procedures = paths.map(findProcedure);
  // To a path without a procedure the answer is that there is none.
  if (procedures.every((procedure) => procedure === null)) return;
  const isForm = procedures.some((procedure) => procedure?.meta.takesForm === true);
  const accepted = isForm ? FORM_TYPE : JSON_TYPE;
  if (type === accepted) return;
  const message = `${paths.length === 1 ? paths[0] : 'A batch'} accepts ${accepted} only.`;
  throw new ShopError('MEDIA_UNSUPPORTED', { message });
}

/** The part of a URL that a server gets. nginx and others take 8 KiB for it as well. */
const MAX_URL_LENGTH = 8 * 1024;

/** The input of a query is in the URL; it gets the bounds that a body has. */
function requireSmallUrl({ url }: Request): void {
  const { pathname, search, searchParams } = new URL(url);
  if (pathname.length + search.length > MAX_URL_LENGTH) {
    const message = `The URL is longer than ${MAX_URL_LENGTH} characters.`;
    throw new ShopError('REQUEST_TOO_LARGE', {
      message,
      details: { maxUrlLength: MAX_URL_LENGTH },
    });
  }
  checkJson(searchParams.get('input') ?? '', MAX_URL_LENGTH);
}

/** Whether a caller may send a form to one of the procedures; nobody else's form is read. */
function mayUpload(actor: Actor, paths: readonly string[]): boolean {
  if (actor.kind === 'anonymous') return false;
  const { permissions } = actor;
  return paths.some((path) => {
    const { takesForm, access } = findProcedure(path)?.meta ?? {};
    return takesForm === true && permissions.some((permission) => permission === access);
  });
}

/** How large a body of a caller may be, as far as the headers tell. */
function maxBytesOf(
  request: Request,
  actor: Actor,
  { paths, maxUploadBytes, maxBodyBytes }: AdmitOptions & { readonly paths: readonly string[] },
): number {
  // To somebody who may not upload, the procedure says so without reading the form.
  const isUpload = mediaTypeOf(request) === FORM_TYPE && mayUpload(actor, paths);
  return isUpload ? maxUploadBytes : maxBodyBytesOf(actor, maxBodyBytes);
}

/** What a request presents to say who is calling. */
export function presentedBy(headers: Headers, cookie: SessionCookie): Presented {
  return { authorization: headers.get('authorization'), cookie: cookie.read(headers) };
}

/** Runs a check of a request whose caller is known; what it throws is a `Refusal`. */
function refusing<Value>(actor: Actor, check: () => Value): Value {
  try {
    return check();
  } catch (cause) {
    throw new Refusal(cause, actor);
  }
}

/**
 * Finds out who calls, and refuses what the headers and the URL give reason to: a forged request, bad
 * credentials, another media type, a size. The body is left unread. Rejects with a `Refusal`.
 */
export async function admit(
  request: Request,
  paths: readonly string[],
  options: AdmitOptions,
): Promise<Admitted> {
  const { headers, method } = request;
  const { cookie, origins } = options.site();
  const presented = presentedBy(headers, cookie);
  const credential = credentialOf(presented);
  const isOwnPage = isFromOwnPage(headers, origins);
  // A browser sends the cookie along whoever has written the page (CSRF). Queries change nothing,
  // and what they answer other pages cannot read.
  if (credential === 'cookie' && method !== 'GET' && method !== 'HEAD' && !isOwnPage) {
    throw new Refusal(ownPageRefusal(headers), null);
  }
  const actor = await options.identifyCaller(presented).catch((cause: unknown) => {
    throw new Refusal(cause, null);
  });
  return refusing(actor, () => {
    const guest = readGuest(headers);
    requireSmallUrl(request);
    requireAcceptedMedia(request, paths);
    const maxBytes = maxBytesOf(request, actor, { ...options, paths });
    requireDeclaredLength(request, maxBytes);
    return {
      ...{ actor, guest, credential, isFromOwnPage: isOwnPage, cookie },
      request: boundRequest(request, maxBytes),
    };
  });
}
