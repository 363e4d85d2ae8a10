import type {
  AccountActor,
  AccountIdInput,
  AccountView,
  Acknowledged,
  Actor,
  ApiKeyPage,
  ApiKeyView,
  AuditPage,
  CallOrigin,
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
} from '@trastienda/contract';

/** A session that has just begun; the only time that its token is known. */
export interface StartedSession {
  readonly token: string;
  /** When it ends however much it is used. */
  readonly absoluteExpiresAt: Date;
  /** What the caller is told; `token` is null in it until the transport puts it there. */
  readonly signedIn: SignedIn;
}

/** A sign-in is complete, or wants a second factor. */
export type SignInOutcome =
  | { readonly kind: 'started'; readonly session: StartedSession }
  | { readonly kind: 'second-factor'; readonly required: SecondFactorRequired };

/** Who presents a secret that came with a request. */
export interface Authenticator {
  /**
   * The actor behind a session's token or an API key. A session that is unknown or over gives a
   * visitor with `hasEndedSession`; anything else that is no good throws `TOKEN_INVALID`.
   */
  authenticate(secret: string): Promise<Actor>;
}

/**
 * Getting in and out. Calls that anybody may make answer the same, after the same work, whether or
 * not an account exists; all of them can throw `RATE_LIMITED` (details: `retryAfterSeconds`) and
 * `SERVER_BUSY`.
 */
export interface AuthService {
  /** `PASSWORD_UNACCEPTABLE`. Emails a link; the account begins when it is followed. */
  signUp(input: SignUpInput, origin: CallOrigin): Promise<Acknowledged>;
  /**
   * `LINK_INVALID`; `PASSWORD_INCORRECT` when the password is not that of the sign-up that the link
   * was emailed for, which leaves the link open; `ACCOUNT_EMAIL_TAKEN`.
   */
  verifyEmail(input: VerifyEmailInput, origin: CallOrigin): Promise<EmailVerified>;
  /** `SIGN_IN_REJECTED`. */
  signIn(input: SignInInput, origin: CallOrigin): Promise<SignInOutcome>;
  /** `LINK_INVALID` for the challenge, `SECOND_FACTOR_INVALID`. */
  completeSignIn(input: CompleteSignInInput, origin: CallOrigin): Promise<SignInOutcome>;
  /** Ends the session that called; there need not be one. */
  signOut(origin: CallOrigin): Promise<Acknowledged>;
  requestPasswordReset(input: RequestPasswordResetInput, origin: CallOrigin): Promise<Acknowledged>;
  /** `LINK_INVALID`, `PASSWORD_UNACCEPTABLE`. Ends all sessions and API keys of the account. */
  resetPassword(input: ResetPasswordInput, origin: CallOrigin): Promise<Acknowledged>;
  /** `LINK_INVALID`, `ACCOUNT_EMAIL_TAKEN`. The address changes when both sides have confirmed. */
  confirmEmailChange(input: LinkInput, origin: CallOrigin): Promise<EmailChangeConfirmed>;
  /** `PASSWORD_INCORRECT`, `SECOND_FACTOR_INVALID`. Makes the session recent again. */
  reauthenticate(
    actor: AccountActor,
    input: ReauthenticateInput,
    origin: CallOrigin,
  ): Promise<Acknowledged>;
}

/** What people do with their own account. */
export interface AccountService {
  get(actor: AccountActor): Promise<AccountView>;
  update(actor: AccountActor, input: UpdateAccountInput, origin: CallOrigin): Promise<AccountView>;
  /** `PASSWORD_INCORRECT`, `PASSWORD_UNACCEPTABLE`. Ends all other sessions. */
  changePassword(
    actor: AccountActor,
    input: ChangePasswordInput,
    origin: CallOrigin,
  ): Promise<Acknowledged>;
  /** Emails both addresses; answers the same when the new one has an account. */
  requestEmailChange(
    actor: AccountActor,
    input: ChangeEmailInput,
    origin: CallOrigin,
  ): Promise<Acknowledged>;
  /** `ACCOUNT_LAST_OWNER`. */
  delete(actor: AccountActor, origin: CallOrigin): Promise<Acknowledged>;
  listSessions(actor: AccountActor): Promise<SessionList>;
  /** `SESSION_NOT_FOUND`. */
  revokeSession(
    actor: AccountActor,
    input: RevokeSessionInput,
    origin: CallOrigin,
  ): Promise<Acknowledged>;
  revokeOtherSessions(actor: AccountActor, origin: CallOrigin): Promise<Acknowledged>;
  /** `SECOND_FACTOR_STATE_INVALID` when one is in use. Counts from `confirmTotp` on. */
  startTotp(actor: AccountActor, origin: CallOrigin): Promise<TotpEnrollment>;
  /** `SECOND_FACTOR_INVALID`, `SECOND_FACTOR_STATE_INVALID`. */
  confirmTotp(
    actor: AccountActor,
    input: ConfirmTotpInput,
    origin: CallOrigin,
  ): Promise<RecoveryCodes>;
  /** `SECOND_FACTOR_STATE_INVALID`. */
  disableTotp(actor: AccountActor, origin: CallOrigin): Promise<Acknowledged>;
  /** `SECOND_FACTOR_STATE_INVALID`. The codes before are void. */
  replaceRecoveryCodes(actor: AccountActor, origin: CallOrigin): Promise<RecoveryCodes>;
}

/**
 * What staff does with accounts. Whoever changes one must hold every permission of its role, and of
 * the role that it gets: `PERMISSION_MISSING`.
 */
export interface AccountAdminService {
  list(input: ListAccountsInput): Promise<StaffAccountPage>;
  /** `ACCOUNT_NOT_FOUND`. */
  get(input: AccountIdInput): Promise<StaffAccountView>;
  /**
   * `ACCOUNT_NOT_FOUND`, `ACCOUNT_LAST_OWNER`. Live sessions have the new role at once; the API keys
   * that the account has made are revoked when it loses a permission.
   */
  setRole(input: SetRoleInput, origin: CallOrigin): Promise<StaffAccountView>;
  /** `ACCOUNT_NOT_FOUND`, `ACCOUNT_LAST_OWNER`. Ends all its sessions and its API keys. */
  disable(input: AccountIdInput, origin: CallOrigin): Promise<StaffAccountView>;
  /** `ACCOUNT_NOT_FOUND`. */
  enable(input: AccountIdInput, origin: CallOrigin): Promise<StaffAccountView>;
  /**
   * For somebody who has lost authenticator and recovery codes; they are told by email.
   * `ACCOUNT_NOT_FOUND`, `SECOND_FACTOR_STATE_INVALID`.
   */
  removeSecondFactor(input: AccountIdInput, origin: CallOrigin): Promise<StaffAccountView>;
}

/** Keys of other systems. */
export interface ApiKeyService {
  /** `PERMISSION_MISSING` for a permission that the caller lacks, and for a caller that is a key. */
  create(input: CreateApiKeyInput, origin: CallOrigin): Promise<CreatedApiKey>;
  list(input: ListApiKeysInput): Promise<ApiKeyPage>;
  /** `API_KEY_NOT_FOUND`. */
  revoke(input: RevokeApiKeyInput, origin: CallOrigin): Promise<ApiKeyView>;
}

export interface AuditService {
  list(input: ListAuditInput): Promise<AuditPage>;
}

/** What is left of a change of keys. */
export interface ResealResult {
  /** Secrets that were sealed anew. */
  readonly resealed: number;
  /** Secrets by the id of the key that they are sealed with now; a key that is not named may go. */
  readonly byKey: Readonly<Record<string, number>>;
  /** Accounts whose secret no key opens. */
  readonly unopenable: number;
}

/** What the operator's commands do. */
export interface OperatorService {
  /**
   * Makes the account of this address an owner, or makes one that is, and gives the secret of a
   * link by which its password can be set. An account that was there may be somebody's who is not
   * meant: it is rid of password, second factor, sessions, open links and API keys.
   * `INPUT_INVALID`.
   */
  makeOwner(input: {
    readonly email: string;
    readonly name: string;
  }): Promise<{ readonly accountId: string; readonly resetToken: string }>;
  /** Seals the secrets of all authenticator apps with the first key, as far as they can be opened. */
  reseal(): Promise<ResealResult>;
}
