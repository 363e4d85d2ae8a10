/** A call that was answered, in `idempotency_keys`; removed by TTL at `expiresAt`. */
export interface IdempotencyDocument {
  /** SHA-256 of procedure, caller and key. */
  readonly _id: string;
  /** SHA-256 of the input. */
  readonly inputHash: string;
  /**
   * The answer, sealed so that only a repetition of the call opens it (plain JSON in documents of
   * earlier versions); null while the call has had its effect and was not answered yet.
   */
  readonly answer: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
