// Accounts
export {
  AccountIdInput,
  ChangeEmailInput,
  ChangePasswordInput,
  ConfirmTotpInput,
  RecoveryCodes,
  RevokeSessionInput,
  TotpEnrollment,
  UpdateAccountInput,
} from './account-calls.ts';
export {
  EmailAddress,
  LOCALES,
  Locale,
  MAX_PASSWORD_LENGTH,
  OneTimeSecret,
  PersonName,
} from './account-parts.ts';
export {
  type AccountView,
  type CallerView,
  defineAccountSchemas,
  type ListAccountsInput,
  type SetRoleInput,
  type SignedIn,
  type StaffAccountPage,
  type StaffAccountView,
} from './account-schemas.ts';
// API keys
export { ListApiKeysInput, RevokeApiKeyInput } from './api-key-calls.ts';
export {
  type ApiKeyPage,
  type ApiKeyView,
  type CreateApiKeyInput,
  type CreatedApiKey,
  defineApiKeySchemas,
} from './api-key-schemas.ts';
// Audit log
export {
  AUTH_ACTIONS,
  type AuditEntryView,
  type AuditPage,
  type AuthAction,
  defineAuditSchemas,
  type ListAuditInput,
} from './audit-schemas.ts';
// Sign-up, sign-in and links
export {
  Acknowledged,
  CompleteSignInInput,
  EmailChangeConfirmed,
  EmailVerified,
  LinkInput,
  ReauthenticateInput,
  RequestPasswordResetInput,
  ResetPasswordInput,
  SecondFactor,
  SecondFactorRequired,
  SignInInput,
  SignUpInput,
  VerifyEmailInput,
} from './auth-calls.ts';
// Errors
export {
  AUTH_ERRORS,
  AuthError,
  type AuthReason,
  isAuthError,
  type PasswordProblem,
} from './auth-errors.ts';
// All
export { AUTH_PERMISSIONS, defineAuthSchemas } from './auth-schemas.ts';
// Sessions
export { SessionList, SessionView } from './session-view.ts';
