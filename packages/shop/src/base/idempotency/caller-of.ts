import { auditedOrigin } from '@trastienda/base';
import type { CallOrigin } from '@trastienda/shop-contract';

/** Returns the caller of an `IdempotentCall` by staff or a system. */
export function callerOf(origin: CallOrigin): string {
  const { kind, id } = auditedOrigin(origin).actor;
  return `${kind}:${id ?? ''}`;
}
