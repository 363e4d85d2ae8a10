import type { Actor, CallOrigin } from '@trastienda/contract';
import { type AddressReader, describeAddress } from './client-address.ts';
import { deviceOf } from './device.ts';

export interface OriginOptions {
  readonly actor: Actor;
  readonly requestId: string;
  readonly headers: Headers;
  /** Who is at the other end of the socket; undefined when there is none. */
  readonly socketAddress: string | undefined;
  readonly addressOf: AddressReader;
}

/** Where a request comes from, for records and limits. */
export function createCallOrigin(options: OriginOptions): CallOrigin {
  const { actor, requestId, headers, socketAddress, addressOf } = options;
  const forwardedFor = headers.get('x-forwarded-for');
  const address = describeAddress(addressOf(socketAddress, forwardedFor));
  return {
    actor,
    requestId,
    ...address,
    // Few calls want to know, and reading the name of a browser takes its time.
    get device() {
      return deviceOf(headers.get('user-agent'));
    },
  };
}
