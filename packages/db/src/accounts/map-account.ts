import type { StaffAccountView } from '@trastienda/contract';
import type { AccountDocument } from './account-schema.ts';
import type { AccountState, NewAccount } from './account-state.ts';

export function toState(document: AccountDocument): AccountState {
  const { _id, emailKey, erasureDueAt, erasedAt, revision, ...state } = document;
  return { id: _id, ...state };
}

export function toStaffView(document: AccountDocument): StaffAccountView {
  return {
    id: document._id,
    email: document.email,
    name: document.name,
    locale: document.locale,
    role: document.role,
    hasSecondFactor: document.totp?.isConfirmed ?? false,
    createdAt: document.createdAt.toISOString(),
    disabledAt: document.disabledAt?.toISOString() ?? null,
    deletedAt: document.deletedAt?.toISOString() ?? null,
  };
}

export function toDocument({ id, ...account }: NewAccount): AccountDocument {
  return {
    _id: id,
    ...account,
    totp: null,
    recoveryCodeHashes: [],
    emailChange: null,
    disabledAt: null,
    deletedAt: null,
    revision: 0,
  };
}
