import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '@trastienda/base';
import type { OrderState } from '@trastienda/shop-db';

/** Lifetime of a link: as long as most shops take returns, and a little more. */
const LIFETIME_MS = 90 * 86_400_000;

const ID_BYTES = 12;
const TIME_BYTES = 6;
const VERSION_BYTES = 4;
const BODY_BYTES = ID_BYTES + TIME_BYTES + VERSION_BYTES;
const SIGNATURE_BYTES = 32;

/** An order as its link names it. */
export interface LinkedOrder {
  readonly orderId: string;
  /** Works while the order has this `linkVersion`. */
  readonly version: number;
}

/** Signed tokens that show an order without a session. */
export interface OrderLinks {
  /** Returns a token, which works for 90 days or until the links of the order are revoked. */
  issue(order: Pick<OrderState, 'id' | 'linkVersion'>): string;
  /** Returns what a token was issued for; null when its signature is wrong or its time is over. */
  read(token: string): LinkedOrder | null;
}

/** Secrets of 32 bytes: the first signs, and all of them are accepted while keys are rotated. */
export type LinkKeys = readonly [Uint8Array, ...Uint8Array[]];

/**
 * Creates the links of orders. A token is the order's id, its expiry in milliseconds and the order's link
 * version, followed by their HMAC-SHA256, in base64url: 72 characters, of which none needs escaping.
 */
export function createOrderLinks({
  keys,
  clock,
}: {
  readonly keys: LinkKeys;
  readonly clock: Clock;
}): OrderLinks {
  const sign = (body: Uint8Array, key: Uint8Array) =>
    createHmac('sha256', key).update(body).digest();

  return {
    issue({ id, linkVersion = 0 }) {
      const body = Buffer.alloc(BODY_BYTES);
      body.write(id, 'hex');
      body.writeUIntBE(clock.now().getTime() + LIFETIME_MS, ID_BYTES, TIME_BYTES);
      body.writeUInt32BE(linkVersion, ID_BYTES + TIME_BYTES);
      return Buffer.concat([body, sign(body, keys[0])]).toString('base64url');
    },

    read(token) {
      const bytes = Buffer.from(token, 'base64url');
      if (bytes.length !== BODY_BYTES + SIGNATURE_BYTES) return null;
      const body = bytes.subarray(0, BODY_BYTES);
      const signature = bytes.subarray(BODY_BYTES);
      const isSigned = keys.some((key) => timingSafeEqual(sign(body, key), signature));
      const expiresAt = body.readUIntBE(ID_BYTES, TIME_BYTES);
      if (!isSigned || expiresAt <= clock.now().getTime()) return null;
      const orderId = body.toString('hex', 0, ID_BYTES);
      return { orderId, version: body.readUInt32BE(ID_BYTES + TIME_BYTES) };
    },
  };
}
