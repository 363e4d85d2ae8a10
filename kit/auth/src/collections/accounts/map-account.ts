import type { AccountDocument } from './account-schema.ts';
import type { AccountState, NewAccount } from './account-state.ts';

export function toState(document: AccountDocument): AccountState {
  const { _id, emailKey, erasureDueAt, erasedAt, revision, ...state } = document;
  return { id: _id, ...state, emailVerifiedAt: state.emailVerifiedAt ?? state.createdAt };
}

export function toDocument({ id, ...account }: NewAccount): AccountDocument {
  return {
    _id: id,
    ...account,
    totp: null,
    recoveryCodeHashes: [],
    emailChange: null,
    emailVerifiedAt: account.createdAt,
    disabledAt: null,
    deletedAt: null,
    revision: 0,
  };
}
