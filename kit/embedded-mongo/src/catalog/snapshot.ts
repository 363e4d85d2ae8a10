import type { ReadView } from '../storage/read-view.ts';
import type { Catalog } from './catalog.ts';

/** A committed state of the file with its catalog. */
export interface Snapshot {
  readonly view: ReadView;
  readonly catalog: Catalog;
  readonly sequence: bigint;
  /** The commit log is complete after this sequence. */
  readonly trimmedSequence: bigint;
  release(): void;
}
