import { auditedOrigin, type CallOrigin } from '@trastienda/contract';

/** Names a member of staff or a system as the caller of an `IdempotentCall`. */
export function callerOf(origin: CallOrigin): string {
  const { kind, id } = auditedOrigin(origin).actor;
  return `${kind}:${id ?? ''}`;
}
