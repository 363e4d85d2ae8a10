import { type Actor, type Buyer, type Permission, ShopError } from '@trastienda/contract';
import { type Credential, credentialOf, type Presented } from '../auth/identify-caller.ts';
import { readGuest } from './guest-header.ts';
import { limitBody } from './limit-body.ts';
import { isFromOwnPage } from './same-origin.ts';
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

function isForm(request: Request): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(request.headers.get('content-type') ?? '');
}

/** What those who import files are permitted. */
const IMPORTS = ['catalog:write', 'stock:write'] as const satisfies readonly Permission[];

function mayUpload(actor: Actor): boolean {
  return (
    actor.kind !== 'anonymous' &&
    IMPORTS.some((permission) => actor.permissions.includes(permission))
  );
}

/** What a request presents to say who is calling. */
export function presentedBy(headers: Headers, cookie: SessionCookie): Presented {
  return { authorization: headers.get('authorization'), cookie: cookie.read(headers) };
}

function guestOf(headers: Headers, actor: Actor): Buyer | null {
  try {
    return readGuest(headers);
  } catch (cause) {
    throw new Refusal(cause, actor);
  }
}

/** Who calls and what they send; rejects with a `Refusal`. */
export async function admit(request: Request, options: AdmitOptions): Promise<Admitted> {
  const { headers, method } = request;
  const { cookie, origins } = options.site();
  const presented = presentedBy(headers, cookie);
  const credential = credentialOf(presented);
  const isOwnPage = isFromOwnPage(headers, origins);
  // A browser sends the cookie along whoever has written the page (CSRF). Queries change nothing,
  // and what they answer other pages cannot read.
  if (credential === 'cookie' && method !== 'GET' && method !== 'HEAD' && !isOwnPage) {
    throw new Refusal(new ShopError('ORIGIN_REJECTED'), null);
  }
  const actor = await options.identifyCaller(presented).catch((cause: unknown) => {
    throw new Refusal(cause, null);
  });
  const guest = guestOf(headers, actor);
  // Decided from the headers alone: a stranger cannot make the server hold a large body.
  const isUpload = mayUpload(actor) && isForm(request);
  const maxBytes = isUpload ? options.maxUploadBytes : options.maxBodyBytes;
  const admitted = await limitBody(request, maxBytes).catch((cause: unknown) => {
    const reason = request.signal.aborted ? 'REQUEST_CANCELLED' : 'REQUEST_MALFORMED';
    throw new Refusal(new ShopError(reason, { cause }), actor);
  });
  if (admitted === null) {
    throw new Refusal(new ShopError('REQUEST_TOO_LARGE', { details: { maxBytes } }), actor);
  }
  return { actor, guest, credential, isFromOwnPage: isOwnPage, cookie, request: admitted };
}
