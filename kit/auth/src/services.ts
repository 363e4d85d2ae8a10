import type {
  AccountIdInput,
  AccountView,
  Acknowledged,
  ApiKeyPage,
  ApiKeyView,
  AuditPage,
  CallerView,
  ChangeEmailInput,
  ChangePasswordInput,
  CompleteSignInInput,
  ConfirmTotpInput,
  CreateApiKeyInput,
  CreatedApiKey,
  EmailChangeConfirmed,
  EmailVerified,
  LinkInput,
  ListAccountsInput,
  ListApiKeysInput,
  ListAuditInput,
  ReauthenticateInput,
  RecoveryCodes,
  RequestPasswordResetInput,
  ResetPasswordInput,
  RevokeApiKeyInput,
  RevokeSessionInput,
  SecondFactorRequired,
  SessionList,
  SetRoleInput,
  SignedIn,
  SignInInput,
  SignUpInput,
  StaffAccountPage,
  StaffAccountView,
  TotpEnrollment,
  UpdateAccountInput,
  VerifyEmailInput,
} from '@trastienda/auth-contract';
import type { AccountActor, CallOrigin, Fallible } from '@trastienda/base';
import type * as procedures from '@trastienda/procedures';

export type StartedSession<
  Role extends string = string,
  Permission extends string = string,
> = procedures.StartedSession<SignedIn<Role, Permission>>;
export type SignInOutcome<
  Role extends string = string,
  Permission extends string = string,
> = procedures.SignInOutcome<SignedIn<Role, Permission>, SecondFactorRequired>;

/**
 * Sign-up, sign-in and account recovery. Public calls respond the same, after the same work,
 * whether or not an account exists.
 *
 * @throws {AuthError} RATE_LIMITED (details: `retryAfterSeconds`) or SERVER_BUSY from any of them.
 */
export interface AuthService<Role extends string = string, Permission extends string = string> {
  /**
   * Emails a verification link; following it creates the account.
   *
   * @throws {AuthError} PASSWORD_UNACCEPTABLE when the policy rejects the password.
   */
  signUp(input: SignUpInput, origin: CallOrigin): Fallible<Acknowledged, 'PASSWORD_UNACCEPTABLE'>;
  /**
   * Creates the account of a sign-up.
   *
   * @throws {AuthError} LINK_INVALID when the link expired, was used or never existed.
   * @throws {AuthError} PASSWORD_INCORRECT when the password is not that of the sign-up that sent
   * the link; the link stays open.
   * @throws {AuthError} ACCOUNT_EMAIL_TAKEN when another account has the address.
   */
  verifyEmail(
    input: VerifyEmailInput,
    origin: CallOrigin,
  ): Fallible<EmailVerified, 'LINK_INVALID' | 'PASSWORD_INCORRECT' | 'ACCOUNT_EMAIL_TAKEN'>;
  /**
   * Signs in by password.
   *
   * @throws {AuthError} SIGN_IN_REJECTED when email address and password do not match.
   */
  signIn(
    input: SignInInput,
    origin: CallOrigin,
  ): Fallible<SignInOutcome<Role, Permission>, 'SIGN_IN_REJECTED'>;
  /**
   * Completes a sign-in with the second factor.
   *
   * @throws {AuthError} LINK_INVALID when the challenge is void.
   * @throws {AuthError} SECOND_FACTOR_INVALID when the code is wrong or was used.
   */
  completeSignIn(
    input: CompleteSignInInput,
    origin: CallOrigin,
  ): Fallible<
    SignInOutcome<Role, Permission>,
    'LINK_INVALID' | 'SECOND_FACTOR_INVALID' | 'SIGN_IN_REJECTED'
  >;
  /** Returns the caller; a visitor when the caller has no session, or one that has ended. */
  me(origin: CallOrigin): Promise<CallerView<Role, Permission>>;
  /** Ends the caller's session, if there is one. */
  signOut(origin: CallOrigin): Promise<Acknowledged>;
  requestPasswordReset(input: RequestPasswordResetInput, origin: CallOrigin): Promise<Acknowledged>;
  /**
   * Sets a new password. Ends all sessions and API keys of the account.
   *
   * @throws {AuthError} LINK_INVALID when the link is void.
   * @throws {AuthError} PASSWORD_UNACCEPTABLE when the policy rejects the password.
   */
  resetPassword(
    input: ResetPasswordInput,
    origin: CallOrigin,
  ): Fallible<Acknowledged, 'LINK_INVALID' | 'PASSWORD_UNACCEPTABLE'>;
  /**
   * Confirms one side of a change of address, which takes effect once both sides have confirmed.
   *
   * @throws {AuthError} LINK_INVALID when the link is void.
   * @throws {AuthError} ACCOUNT_EMAIL_TAKEN when another account got the address in the meantime.
   */
  confirmEmailChange(
    input: LinkInput,
    origin: CallOrigin,
  ): Fallible<EmailChangeConfirmed, 'LINK_INVALID' | 'ACCOUNT_EMAIL_TAKEN'>;
  /**
   * Re-authenticates the session, which makes it recent again.
   *
   * @throws {AuthError} PASSWORD_INCORRECT when the password is wrong.
   * @throws {AuthError} SECOND_FACTOR_INVALID when the code is wrong or missing.
   */
  reauthenticate(
    actor: AccountActor,
    input: ReauthenticateInput,
    origin: CallOrigin,
  ): Fallible<Acknowledged, 'PASSWORD_INCORRECT' | 'SECOND_FACTOR_INVALID'>;
}

/** Self-service of an account. */
export interface AccountService<Role extends string = string, Permission extends string = string> {
  get(actor: AccountActor): Promise<AccountView<Role, Permission>>;
  update(
    actor: AccountActor,
    input: UpdateAccountInput,
    origin: CallOrigin,
  ): Promise<AccountView<Role, Permission>>;
  /**
   * Changes the password and ends all other sessions.
   *
   * @throws {AuthError} PASSWORD_INCORRECT when the current password is wrong.
   * @throws {AuthError} PASSWORD_UNACCEPTABLE when the policy rejects the new one.
   */
  changePassword(
    actor: AccountActor,
    input: ChangePasswordInput,
    origin: CallOrigin,
  ): Fallible<Acknowledged, 'PASSWORD_INCORRECT' | 'PASSWORD_UNACCEPTABLE'>;
  /** Emails both addresses; responds the same when the new one belongs to another account. */
  requestEmailChange(
    actor: AccountActor,
    input: ChangeEmailInput,
    origin: CallOrigin,
  ): Promise<Acknowledged>;
  /**
   * Deletes the account.
   *
   * @throws {AuthError} ACCOUNT_LAST_OWNER when no other owner can sign in.
   */
  delete(actor: AccountActor, origin: CallOrigin): Fallible<Acknowledged, 'ACCOUNT_LAST_OWNER'>;
  listSessions(actor: AccountActor): Promise<SessionList>;
  /**
   * Ends one of the account's sessions.
   *
   * @throws {AuthError} SESSION_NOT_FOUND when the account has no such session.
   */
  revokeSession(
    actor: AccountActor,
    input: RevokeSessionInput,
    origin: CallOrigin,
  ): Fallible<Acknowledged, 'SESSION_NOT_FOUND'>;
  revokeOtherSessions(actor: AccountActor, origin: CallOrigin): Promise<Acknowledged>;
  /**
   * Starts the setup of an authenticator app, which takes effect with `confirmTotp`.
   *
   * @throws {AuthError} SECOND_FACTOR_STATE_INVALID when one is already active.
   */
  startTotp(
    actor: AccountActor,
    origin: CallOrigin,
  ): Fallible<TotpEnrollment, 'SECOND_FACTOR_STATE_INVALID'>;
  /**
   * Activates the authenticator app with its first code.
   *
   * @throws {AuthError} SECOND_FACTOR_INVALID when the code is wrong.
   * @throws {AuthError} SECOND_FACTOR_STATE_INVALID when no setup was started.
   */
  confirmTotp(
    actor: AccountActor,
    input: ConfirmTotpInput,
    origin: CallOrigin,
  ): Fallible<RecoveryCodes, 'SECOND_FACTOR_INVALID' | 'SECOND_FACTOR_STATE_INVALID'>;
  /**
   * Removes the authenticator app.
   *
   * @throws {AuthError} SECOND_FACTOR_STATE_INVALID when none is active.
   */
  disableTotp(
    actor: AccountActor,
    origin: CallOrigin,
  ): Fallible<Acknowledged, 'SECOND_FACTOR_STATE_INVALID'>;
  /**
   * Replaces the recovery codes; earlier ones are void.
   *
   * @throws {AuthError} SECOND_FACTOR_STATE_INVALID when no authenticator app is active.
   */
  replaceRecoveryCodes(
    actor: AccountActor,
    origin: CallOrigin,
  ): Fallible<RecoveryCodes, 'SECOND_FACTOR_STATE_INVALID'>;
}

/**
 * Management of accounts by staff. A caller that changes an account must hold every permission of
 * its current role and of its new role.
 *
 * @throws {AuthError} PERMISSION_MISSING when it does not.
 */
export interface AccountAdminService<Role extends string = string> {
  list(input: ListAccountsInput<Role>): Fallible<StaffAccountPage<Role>, 'CURSOR_INVALID'>;
  /**
   * Returns an account.
   *
   * @throws {AuthError} ACCOUNT_NOT_FOUND when it does not exist.
   */
  get(input: AccountIdInput): Fallible<StaffAccountView<Role>, 'ACCOUNT_NOT_FOUND'>;
  /**
   * Changes the role, for live sessions at once. Losing a permission revokes the API keys that the
   * account created.
   *
   * @throws {AuthError} ACCOUNT_NOT_FOUND when the account does not exist.
   * @throws {AuthError} ACCOUNT_LAST_OWNER when no other owner can sign in.
   */
  setRole(
    input: SetRoleInput<Role>,
    origin: CallOrigin,
  ): Fallible<StaffAccountView<Role>, 'ACCOUNT_NOT_FOUND' | 'ACCOUNT_LAST_OWNER'>;
  /**
   * Disables an account and ends all its sessions and API keys.
   *
   * @throws {AuthError} ACCOUNT_NOT_FOUND when the account does not exist.
   * @throws {AuthError} ACCOUNT_LAST_OWNER when no other owner can sign in.
   */
  disable(
    input: AccountIdInput,
    origin: CallOrigin,
  ): Fallible<StaffAccountView<Role>, 'ACCOUNT_NOT_FOUND' | 'ACCOUNT_LAST_OWNER'>;
  /**
   * Enables a disabled account.
   *
   * @throws {AuthError} ACCOUNT_NOT_FOUND when the account does not exist.
   */
  enable(
    input: AccountIdInput,
    origin: CallOrigin,
  ): Fallible<StaffAccountView<Role>, 'ACCOUNT_NOT_FOUND'>;
  /**
   * Removes the second factor of a person who lost both authenticator and recovery codes, and
   * notifies them by email.
   *
   * @throws {AuthError} ACCOUNT_NOT_FOUND when the account does not exist.
   * @throws {AuthError} SECOND_FACTOR_STATE_INVALID when it has no second factor.
   */
  removeSecondFactor(
    input: AccountIdInput,
    origin: CallOrigin,
  ): Fallible<StaffAccountView<Role>, 'ACCOUNT_NOT_FOUND' | 'SECOND_FACTOR_STATE_INVALID'>;
}

/** Management of API keys for other systems. */
export interface ApiKeyService<Permission extends string = string> {
  /**
   * Creates a key, which is shown once.
   *
   * @throws {AuthError} PERMISSION_MISSING for a permission that the caller lacks, and for a caller
   * that is itself an API key.
   */
  create(
    input: CreateApiKeyInput<Permission>,
    origin: CallOrigin,
  ): Promise<CreatedApiKey<Permission>>;
  list(input: ListApiKeysInput): Fallible<ApiKeyPage<Permission>, 'CURSOR_INVALID'>;
  /**
   * Revokes a key.
   *
   * @throws {AuthError} API_KEY_NOT_FOUND when it does not exist.
   */
  revoke(
    input: RevokeApiKeyInput,
    origin: CallOrigin,
  ): Fallible<ApiKeyView<Permission>, 'API_KEY_NOT_FOUND'>;
}

/** Reading the audit log. */
export interface AuditService<Action extends string = string> {
  list(input: ListAuditInput<Action>): Fallible<AuditPage<Action>, 'CURSOR_INVALID'>;
}

/** The services of auth that procedures call. */
export interface AuthServices<
  Role extends string = string,
  Permission extends string = string,
  Action extends string = string,
> {
  readonly auth: AuthService<Role, Permission>;
  readonly account: AccountService<Role, Permission>;
  readonly accounts: AccountAdminService<Role>;
  readonly apiKeys: ApiKeyService<Permission>;
  readonly audit: AuditService<Action>;
}

/** Result of a key rotation. */
export interface ResealResult {
  /** Number of secrets that were re-encrypted. */
  readonly resealed: number;
  /** Number of secrets by the id of their current key; a key not listed here can be removed. */
  readonly byKey: Readonly<Record<string, number>>;
  /** Number of accounts whose secret no key opens. */
  readonly unopenable: number;
}

/** Use cases of the operator's commands. */
export interface OperatorService {
  /**
   * Makes the account with this address an owner, creating it if needed, and returns the secret of
   * a link that sets its password. An existing account may belong to the wrong person, so it loses
   * its password, second factor, sessions, open links and API keys.
   *
   * @throws {AuthError} INPUT_INVALID when the email address or the name is invalid.
   */
  makeOwner(input: {
    readonly email: string;
    readonly name: string;
  }): Promise<{ readonly accountId: string; readonly resetToken: string }>;
  /**
   * Re-encrypts the secrets of all authenticator apps with the first key, as far as they can be
   * opened.
   */
  reseal(): Promise<ResealResult>;
}
