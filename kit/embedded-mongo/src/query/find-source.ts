import { encodeDocument } from '../bson/bson-codec.ts';
import type { CompiledProjection } from '../language/index.ts';
import type { TimeSlice } from '../scheduling/time-slice.ts';
import { checkDeadline } from '../scheduling/time-slice.ts';
import { fitsInBatch } from './batch-size.ts';
import type { Batch, BatchRequest, CursorSource } from './cursor-registry.ts';
import type { Step } from './scan.ts';

/** Documents of a find: skipped, limited, projected and cut into batches. */
export class FindSource implements CursorSource {
  private readonly steps: Iterator<Step>;
  private readonly projection: CompiledProjection | undefined;
  private readonly release: () => void;
  private readonly onSuspend: () => void;
  private readonly check: () => void;
  private readonly slice: TimeSlice;
  /** Document that did not fit into the last batch. */
  private held: Buffer | undefined;
  private toSkip: number;
  private remaining: number;

  constructor(options: {
    readonly steps: Iterator<Step>;
    readonly skip: number;
    readonly limit: number | undefined;
    readonly projection: CompiledProjection | undefined;
    readonly slice: TimeSlice;
    /** Throws when the collection or an index of the plan was dropped since the last batch. */
    readonly check: () => void;
    readonly suspend: () => void;
    readonly close: () => void;
  }) {
    this.steps = options.steps;
    this.projection = options.projection?.isIdentity ? undefined : options.projection;
    this.toSkip = options.skip;
    this.remaining = options.limit ?? Number.POSITIVE_INFINITY;
    this.onSuspend = options.suspend;
    this.check = options.check;
    this.slice = options.slice;
    this.release = options.close;
  }

  async nextBatch({ maxDocuments, deadline }: BatchRequest): Promise<Batch> {
    const documents: Buffer[] = [];
    const { slice } = this;
    let bytes = 0;
    checkDeadline(deadline);
    slice.begin(deadline);
    this.check();
    if (this.held && maxDocuments > 0) {
      documents.push(this.held);
      bytes = this.held.length;
      this.held = undefined;
      this.remaining -= 1;
    }
    while (documents.length < maxDocuments && this.remaining > 0) {
      const next = this.steps.next();
      if (next.done) return { documents, isDone: true };
      const document = next.value;
      if (document && this.toSkip > 0) this.toSkip -= 1;
      else if (document) {
        const raw = this.projection
          ? encodeDocument(this.projection.apply(document.document))
          : document.raw;
        if (!fitsInBatch(bytes, raw)) {
          this.held = raw;
          break;
        }
        documents.push(raw);
        this.remaining -= 1;
        bytes += raw.length;
      }
      const pause = slice.pause();
      if (pause) await pause;
    }
    return { documents, isDone: this.remaining <= 0 };
  }

  suspend(): void {
    this.onSuspend();
  }

  close(): void {
    this.steps.return?.();
    this.release();
  }
}
