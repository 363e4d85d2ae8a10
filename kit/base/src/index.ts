// Access
export {
  type AccountActor,
  type Actor,
  ANONYMOUS,
  type AnonymousActor,
  type MachineActor,
  type OperatorActor,
} from './access/actor.ts';
export type { Authenticator } from './access/authenticator.ts';
export {
  type AuditedActor,
  type AuditedOrigin,
  auditedOrigin,
  type CallOrigin,
} from './access/call-origin.ts';
export { defineRoles, type Roles } from './access/define-roles.ts';
export { can, requireAccount, requirePermission, requireRecent } from './access/require-access.ts';
// Environment
export {
  type Environment,
  EnvironmentError,
  Port,
  parseEnvironment,
} from './environment/parse-environment.ts';
// Errors
export {
  AppError,
  type AppErrorOptions,
  type FieldErrors,
  isAppError,
} from './errors/app-error.ts';
export { BASE_ERRORS, BaseError, type BaseReason, isBaseError } from './errors/base-errors.ts';
export { defineErrors } from './errors/define-errors.ts';
export {
  type AppErrorOf,
  createErrorClass,
  createErrorGuard,
  type ErrorClass,
  type ErrorGuard,
} from './errors/error-class.ts';
export {
  type DetailsOf,
  type ErrorDefinition,
  type ErrorDetails,
  type ErrorTable,
  type NoDetails,
  notFound,
  type ReasonOf,
} from './errors/error-definition.ts';
export type { Fallible } from './errors/fallible.ts';
// Hashing
export { hashOnWeb, hashSourceOf, hashText } from './hashing/hash-text.ts';
// Limits
export type { RateLimit, RateLimitCounter, RateLimitState } from './limits/rate-limit.ts';
// Locks
export { createKeyedMutex, type KeyedMutex } from './locks/keyed-mutex.ts';
// Logs
export type { Log, LogMethod } from './logs/log.ts';
// Money
export { CURRENCIES, isCurrency, minorUnitDigits } from './money/currencies.ts';
export { decimalText, formatMoney, toDecimal, toMinorUnits } from './money/format-money.ts';
export { CurrencyCode, MAX_MINOR_UNITS, MinorUnits, Money, parseMoney } from './money/money.ts';
// Schemas
export { canonicalText, codeSchema } from './schemas/canonical-text.ts';
export {
  defaultsOf,
  fieldNames,
  pickFields,
  viewShape,
  withDefaults,
  withoutDefaults,
} from './schemas/derive-shape.ts';
export { IdempotencyKey, type Keyed } from './schemas/idempotency-key.ts';
export { HttpUrl, Id, Slug } from './schemas/identifiers.ts';
export { Cursor, MAX_PAGE_SIZE, PageInput, pageOf } from './schemas/page.ts';
export { htmlText, lineOfText, MAX_UNNORMALIZED, optionalLine, textBlock } from './schemas/text.ts';
export { Timestamp, TimestampInput } from './schemas/timestamp.ts';
// Tags
export { createTagHub, type TagHub, type TagSource } from './tags/tag-hub.ts';
// Time
export { type BackoffOptions, backoffMs } from './time/backoff.ts';
export { type Clock, systemClock } from './time/clock.ts';
export { type Deadline, deadlineExceeded } from './time/deadline.ts';
