/** Time and request of a change, stored with everything that the change writes. */
export interface ChangeContext {
  readonly at: Date;
  /** Null for changes without a request, such as those of workers. */
  readonly requestId: string | null;
}
