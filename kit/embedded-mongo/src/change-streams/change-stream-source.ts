import { decodeDocument, encodeDocument, MAX_DOCUMENT_BYTES } from '../bson/bson-codec.ts';
import type { Document } from '../bson/document.ts';
import type { Snapshot } from '../catalog/snapshot.ts';
import type { Engine } from '../engine/engine.ts';
import type { CompiledPipeline, PipelineHost } from '../language/index.ts';
import { notSupported } from '../mongo-error.ts';
import type { Batch, BatchRequest, CursorSource } from '../query/cursor-registry.ts';
import { TimeSlice } from '../scheduling/time-slice.ts';
import { LOG, logKey, readLogKey } from '../storage/key-space.ts';
import { entriesOf } from '../storage/read-view.ts';
import type { ChangeStreamSpec } from './change-events.ts';
import { assertTokenUnchanged, eventsOf } from './change-events.ts';
import type { LogPosition } from './resume-token.ts';
import { assertNotTrimmed, LAST_ORDINAL, makeToken } from './resume-token.ts';

/** Stages of a change stream pipeline process one event at a time and read nothing else. */
const HOST: PipelineHost = {
  read: () => {
    throw notSupported('reading another collection in a change stream');
  },
  merge: () => {
    throw notSupported('$merge in a change stream');
  },
  pause: () => undefined,
};

async function* once(event: Document): AsyncGenerator<Document> {
  yield event;
}

/** Reads events from the commit log, starting at a position. */
export class ChangeStreamSource implements CursorSource {
  private readonly engine: Engine;
  private readonly spec: ChangeStreamSpec;
  private readonly pipeline: CompiledPipeline | undefined;
  private position: LogPosition;
  private token: Document;
  private isFirst = true;
  /** True while the event at the start position may still require an invalidate event. */
  private mayNeedInvalidate: boolean;
  private isClosed = false;
  private wake: () => void = () => {};

  constructor(
    engine: Engine,
    spec: ChangeStreamSpec,
    pipeline: CompiledPipeline | undefined,
    position: LogPosition & { readonly isInvalidate?: boolean },
  ) {
    this.engine = engine;
    this.spec = spec;
    this.pipeline = pipeline;
    this.position = position;
    this.token = makeToken(position);
    this.mayNeedInvalidate = position.isInvalidate !== true;
  }

  extras(): Document {
    return { postBatchResumeToken: this.token };
  }

  async nextBatch(request: BatchRequest): Promise<Batch> {
    // The aggregate command returns at once; only a getMore waits.
    const isWaiting = !this.isFirst && request.maxDocuments > 0;
    this.isFirst = false;
    const until = Date.now() + (request.awaitMs ?? 0);
    for (;;) {
      const batch = await this.read(request.maxDocuments);
      if (batch.documents.length > 0 || batch.isDone || this.isClosed) return batch;
      const left = until - Date.now();
      if (!isWaiting || left <= 0) return batch;
      await this.waitForCommit(left);
    }
  }

  private waitForCommit(milliseconds: number): Promise<void> {
    if (this.engine.sequence > this.position.sequence) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), milliseconds);
      const stop = this.engine.onCommit(() => this.wake());
      this.wake = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
    });
  }

  private async read(maxDocuments: number): Promise<Batch> {
    const documents: Buffer[] = [];
    const snapshot = this.engine.snapshot();
    const slice = new TimeSlice({ closing: this.engine.closing });
    const start = Buffer.concat([
      logKey(this.position.sequence, this.position.ordinal),
      Buffer.from([0]),
    ]);
    let bytes = 0;
    let endsWithEvent = false;
    try {
      // The sweeper does not wait for slow streams: it may have removed unread entries.
      assertNotTrimmed(this.position, snapshot.trimmedSequence);
      const last = this.pendingInvalidate(snapshot);
      if (last) return { documents: [last], isDone: true };
      for (const { key, value } of entriesOf(snapshot.view, { start, end: LOG.end })) {
        if (documents.length >= maxDocuments || bytes >= MAX_DOCUMENT_BYTES) {
          return { documents, isDone: false };
        }
        const position = readLogKey(key);
        const { found, isLast } = await this.transform(snapshot, position, value);
        for (const raw of found) {
          documents.push(raw);
          bytes += raw.length;
        }
        this.position = position;
        this.token = makeToken(position, isLast);
        endsWithEvent = found.length > 0 && position.sequence === snapshot.sequence;
        if (isLast) return { documents, isDone: true };
        const pause = slice.pause();
        if (pause) await pause;
      }
      // A stream that starts in the future keeps its position.
      if (snapshot.sequence >= this.position.sequence) {
        this.position = { sequence: snapshot.sequence, ordinal: LAST_ORDINAL };
      }
      // Without entries after the last event, the event's own token is the end of the batch.
      if (!endsWithEvent) this.token = makeToken(this.position);
      return { documents, isDone: false };
    } finally {
      snapshot.release();
    }
  }

  /**
   * Returns the invalidate event once more for a stream that resumes after the event that ended it.
   */
  private pendingInvalidate(snapshot: Snapshot): Buffer | undefined {
    if (!this.mayNeedInvalidate) return undefined;
    this.mayNeedInvalidate = false;
    const { position, spec } = this;
    const entry = snapshot.view.get(logKey(position.sequence, position.ordinal));
    const last = entry && eventsOf(spec, snapshot, position, decodeDocument(entry)).at(-1);
    if (!last?.isLast) return undefined;
    this.token = makeToken(position, true);
    return encodeDocument(last.event);
  }

  private async transform(
    snapshot: Snapshot,
    position: LogPosition,
    value: Buffer,
  ): Promise<{ found: Buffer[]; isLast: boolean }> {
    const found: Buffer[] = [];
    let isEnd = false;
    for (const { event, isLast } of eventsOf(
      this.spec,
      snapshot,
      position,
      decodeDocument(value),
    )) {
      isEnd ||= isLast;
      const output = this.pipeline && !isLast ? this.pipeline.run(once(event), HOST) : once(event);
      for await (const document of output) {
        assertTokenUnchanged(event, document);
        found.push(encodeDocument(document));
      }
    }
    return { found, isLast: isEnd };
  }

  suspend(): void {}

  interrupt(): void {
    this.close();
  }

  close(): void {
    this.isClosed = true;
    this.wake();
  }
}
