/** A tag whose answers an edge cache may have and must forget, in `edge_purges`. */
export interface EdgePurgeDocument {
  /** The tag. */
  readonly _id: string;
  /** Counts the changes that touched the tag, so that one during a purge is not lost. */
  readonly revision: number;
  /** Time of the first of them since the last purge. */
  readonly since: Date;
}

export interface EdgePurgeState extends Omit<EdgePurgeDocument, '_id'> {
  readonly tag: string;
}
