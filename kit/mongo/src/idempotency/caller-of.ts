import { auditedOrigin, type CallOrigin } from '@trastienda/base';

/** Returns the caller of an `IdempotentCall` by staff or a system. */
export function callerOf(origin: CallOrigin): string {
  const { kind, id } = auditedOrigin(origin).actor;
  return `${kind}:${id ?? ''}`;
}
