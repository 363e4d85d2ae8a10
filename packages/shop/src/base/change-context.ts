/** When a change was made, and by which request; written down with everything that it changes. */
export interface ChangeContext {
  readonly at: Date;
  /** Null for changes that no request caused. */
  readonly requestId: string | null;
}
