import { changePassword } from './change-password.ts';
import { confirmTotp } from './confirm-totp.ts';
import { deleteAccount } from './delete.ts';
import { disableTotp } from './disable-totp.ts';
import { get } from './get.ts';
import { listSessions } from './list-sessions.ts';
import { replaceRecoveryCodes } from './replace-recovery-codes.ts';
import { requestEmailChange } from './request-email-change.ts';
import { revokeOtherSessions } from './revoke-other-sessions.ts';
import { revokeSession } from './revoke-session.ts';
import { startTotp } from './start-totp.ts';
import { update } from './update.ts';

export const account = {
  changePassword,
  confirmTotp,
  delete: deleteAccount,
  disableTotp,
  get,
  listSessions,
  replaceRecoveryCodes,
  requestEmailChange,
  revokeOtherSessions,
  revokeSession,
  startTotp,
  update,
};
