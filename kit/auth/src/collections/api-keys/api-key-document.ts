export interface NewApiKey {
  readonly id: string;
  /** SHA-256 of the key in hex. */
  readonly hash: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** A stored API key. */
export interface ApiKeyDocument extends Omit<NewApiKey, 'id'> {
  readonly _id: string;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** An API key without its hash, which only a lookup needs. */
export interface ApiKeyState extends Omit<ApiKeyDocument, '_id' | 'hash'> {
  readonly id: string;
}
