import type { Catalog } from '../catalog/catalog.ts';
import type { ReadView } from './read-view.ts';

/** A committed state of the file with the catalog that belongs to it. */
export interface Snapshot {
  readonly view: ReadView;
  readonly catalog: Catalog;
  readonly sequence: bigint;
  /** The commit log is complete behind this sequence. */
  readonly trimmedSequence: bigint;
  release(): void;
}
