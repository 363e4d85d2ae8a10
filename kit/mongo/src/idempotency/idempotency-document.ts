/**
 * A call with a reserved key or stored response, in `idempotency_keys`; removed by TTL at
 * `expiresAt`.
 */
export interface IdempotencyDocument {
  /** SHA-256 of procedure, caller and key. */
  readonly _id: string;
  /** SHA-256 of the input. */
  readonly inputHash: string;
  /**
   * The response, sealed so that only a repetition of the call opens it (plain JSON in documents of
   * earlier versions); null while the call has had its effect and its response is not stored yet.
   */
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
