import type { Actor, CallOrigin } from '@trastienda/base';
import { type AddressReader, type CallerAddress, describeAddress } from './client-address.ts';
import { deviceOf } from './device.ts';

export interface OriginOptions {
  readonly actor: Actor;
  readonly requestId: string;
  readonly headers: Headers;
  /** Remote address of the socket; undefined when there is none. */
  readonly socketAddress: string | undefined;
  readonly addressOf: AddressReader;
  /** The visitor's address, from a server that renders pages. */
  readonly signedAddress?: string | null;
}

class RequestOrigin implements CallOrigin {
  readonly actor: Actor;
  readonly requestId: string;
  readonly source: string;
  readonly network: string | null;
  readonly #headers: Headers;

  constructor(
    actor: Actor,
    requestId: string,
    { source, network }: CallerAddress,
    headers: Headers,
  ) {
    this.actor = actor;
    this.requestId = requestId;
    this.source = source;
    this.network = network;
    this.#headers = headers;
  }

  /** Few calls need it, and parsing a user agent takes time. */
  get device(): string {
    return deviceOf(this.#headers.get('user-agent'));
  }
}

/** Returns where a request comes from, for audit entries and limits. */
export function createCallOrigin(options: OriginOptions): CallOrigin {
  const { actor, requestId, headers, socketAddress, addressOf, signedAddress } = options;
  const forwardedFor = headers.get('x-forwarded-for');
  const address = describeAddress(signedAddress ?? addressOf(socketAddress, forwardedFor));
  return new RequestOrigin(actor, requestId, address, headers);
}
