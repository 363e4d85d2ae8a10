// Access
export {
  type AccountActor,
  type Actor,
  ANONYMOUS,
  type AnonymousActor,
  type MachineActor,
  type OperatorActor,
} from './access/actor.ts';
export {
  type AuditedActor,
  type AuditedOrigin,
  auditedOrigin,
  type CallOrigin,
} from './access/call-origin.ts';
export { defineRoles, type Roles } from './access/define-roles.ts';
export { can, requireAccount, requirePermission, requireRecent } from './access/require-access.ts';
// Errors
export {
  AppError,
  type AppErrorOptions,
  type ErrorDetails,
  type FieldErrors,
} from './errors/app-error.ts';
export { BASE_ERRORS, BaseError, type BaseReason, isBaseError } from './errors/base-errors.ts';
export { defineErrors } from './errors/define-errors.ts';
export {
  createErrorClass,
  createErrorGuard,
  type ErrorClass,
  type ErrorGuard,
} from './errors/error-class.ts';
export type { ErrorDefinition, ErrorTable, ReasonOf } from './errors/error-definition.ts';
// Locks
export { createKeyedMutex, type KeyedMutex } from './locks/keyed-mutex.ts';
// Time
export { type BackoffOptions, backoffMs } from './time/backoff.ts';
export { type Clock, systemClock } from './time/clock.ts';
