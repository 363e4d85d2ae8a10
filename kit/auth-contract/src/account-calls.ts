import { Id } from '@trastienda/base';
import { z } from 'zod';
import { EmailAddress, Locale, Password, PersonName, TotpCode } from './account-parts.ts';

export const UpdateAccountInput = z.object({
  name: PersonName.optional(),
  locale: Locale.optional(),
});
export type UpdateAccountInput = z.infer<typeof UpdateAccountInput>;

export const ChangePasswordInput = z.object({ currentPassword: Password, newPassword: Password });
export type ChangePasswordInput = z.infer<typeof ChangePasswordInput>;

export const ChangeEmailInput = z.object({ email: EmailAddress });
export type ChangeEmailInput = z.infer<typeof ChangeEmailInput>;

export const RevokeSessionInput = z.object({ sessionId: Id });
export type RevokeSessionInput = z.infer<typeof RevokeSessionInput>;

/** Setup data for an authenticator app; `uri` is the content of the QR code. */
export const TotpEnrollment = z.object({ secret: z.string(), uri: z.string() });
export type TotpEnrollment = z.infer<typeof TotpEnrollment>;

export const ConfirmTotpInput = z.object({ code: TotpCode });
export type ConfirmTotpInput = z.infer<typeof ConfirmTotpInput>;

/** Recovery codes, shown once: the server stores only their hashes. */
export const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
export type RecoveryCodes = z.infer<typeof RecoveryCodes>;

export const AccountIdInput = z.object({ id: Id });
export type AccountIdInput = z.infer<typeof AccountIdInput>;
