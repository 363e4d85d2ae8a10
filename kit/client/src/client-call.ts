/** A call that is about to be sent. */
export interface ClientCall {
  /** Path of the procedure: `notes.list`. */
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly input: unknown;
}
