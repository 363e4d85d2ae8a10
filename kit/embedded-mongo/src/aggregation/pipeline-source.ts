import { encodeDocument } from '../bson/bson-codec.ts';
import type { Document } from '../bson/document.ts';
import type { DocumentStream } from '../language/index.ts';
import { fitsInBatch } from '../query/batch-size.ts';
import type { Batch, BatchRequest, CursorSource } from '../query/cursor-registry.ts';
import type { PreparedQuery } from '../query/query.ts';
import type { TimeSlice } from '../scheduling/time-slice.ts';
import { checkDeadline } from '../scheduling/time-slice.ts';

/** Streams the documents of a query and yields to the event loop now and then. */
export async function* streamQuery(
  query: PreparedQuery,
  skip: number,
  limit: number | undefined,
  slice: TimeSlice,
): AsyncGenerator<Document> {
  let toSkip = skip;
  let remaining = limit ?? Number.POSITIVE_INFINITY;
  for (const document of query.run()) {
    const pause = slice.pause();
    if (pause) await pause;
    if (!document) continue;
    if (toSkip > 0) {
      toSkip -= 1;
      continue;
    }
    yield document.document;
    remaining -= 1;
    if (remaining <= 0) return;
  }
}

/** Cuts the output of a pipeline into batches. */
export class PipelineSource implements CursorSource {
  private readonly output: AsyncIterator<Document>;
  private readonly onSuspend: () => void;
  private readonly check: () => void;
  private readonly slice: TimeSlice;
  /** Document that did not fit into the last batch. */
  private held: Buffer | undefined;

  constructor(options: {
    readonly output: DocumentStream;
    /** Time slice that the stages of the pipeline yield by. */
    readonly slice: TimeSlice;
    readonly suspend?: () => void;
    /** Throws when the collection or an index of the plan was dropped since the last batch. */
    readonly check?: () => void;
  }) {
    this.output = options.output[Symbol.asyncIterator]();
    this.slice = options.slice;
    this.onSuspend = options.suspend ?? (() => {});
    this.check = options.check ?? (() => {});
  }

  async nextBatch({ maxDocuments, deadline }: BatchRequest): Promise<Batch> {
    const documents: Buffer[] = [];
    let bytes = 0;
    checkDeadline(deadline);
    this.slice.begin(deadline);
    this.check();
    while (documents.length < maxDocuments) {
      const raw = this.held ?? (await this.next());
      this.held = undefined;
      if (!raw) return { documents, isDone: true };
      if (!fitsInBatch(bytes, raw)) {
        this.held = raw;
        break;
      }
      documents.push(raw);
      bytes += raw.length;
      const pause = this.slice.pause();
      if (pause) await pause;
    }
    return { documents, isDone: false };
  }

  private async next(): Promise<Buffer | undefined> {
    const next = await this.output.next();
    return next.done ? undefined : encodeDocument(next.value);
  }

  suspend(): void {
    this.onSuspend();
  }

  close(): void {
    // A pipeline that waits for its next document ends when that document arrives.
    this.output.return?.()?.catch(() => {});
    this.onSuspend();
  }
}
