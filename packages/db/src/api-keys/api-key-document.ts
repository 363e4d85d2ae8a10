import type { Permission } from '@trastienda/contract';

export interface NewApiKey {
  readonly id: string;
  /** SHA-256 of the key in hex. */
  readonly hash: string;
  readonly name: string;
  readonly permissions: readonly Permission[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** An API key as it is stored. */
export interface ApiKeyDocument extends Omit<NewApiKey, 'id'> {
  readonly _id: string;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** An API key without its hash, which only a look-up needs. */
export interface ApiKeyState extends Omit<ApiKeyDocument, '_id' | 'hash'> {
  readonly id: string;
}
