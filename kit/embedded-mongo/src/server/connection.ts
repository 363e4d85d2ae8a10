import type { Socket } from 'node:net';
import type { Document } from '../bson/document.ts';
import type { ClientConnection, CommandServices } from '../commands/command-call.ts';
import { dispatch, errorReply } from '../commands/dispatch.ts';
import { isStreaming } from '../commands/topology-version.ts';
import { MongoError } from '../mongo-error.ts';
import { runCoroutine } from '../scheduling/coroutine.ts';
import { TimeSlice } from '../scheduling/time-slice.ts';
import type { Frame, Request } from '../wire/message.ts';
import {
  HEADER_BYTES,
  MAX_MESSAGE_BYTES,
  Opcode,
  ProtocolError,
  parseLegacyQuery,
  parseMessage,
} from '../wire/message.ts';
import { encodeReply, frameLegacyReply, frameMessage } from '../wire/reply.ts';

/** Offset of the request id in a message header. */
const REQUEST_ID_AT = 4;

/** Stops reading from a socket while more bytes than this wait to be processed. */
const MAX_WAITING_BYTES = MAX_MESSAGE_BYTES;

/**
 * A client connection: splits the byte stream into frames and answers them in order, one at a time.
 * A client that breaks the protocol loses only its own connection.
 */
export class Connection {
  private readonly client: ClientConnection;
  private readonly socket: Socket;
  private readonly services: CommandServices;
  private chunks: Buffer[] = [];
  private buffered = 0;
  private readonly waiting: Frame[] = [];
  private waitingBytes = 0;
  private isProcessing = false;
  private readonly closing = new AbortController();

  constructor(id: number, socket: Socket, services: CommandServices) {
    this.client = { id, appName: undefined, closed: this.closing.signal };
    this.socket = socket;
    this.services = services;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.receive(chunk));
    socket.on('error', () => this.close());
    socket.on('close', () => this.close());
  }

  private get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  close(): void {
    if (this.isClosed) return;
    this.closing.abort();
    this.chunks = [];
    this.waiting.length = 0;
    this.socket.destroy();
  }

  private receive(chunk: Buffer): void {
    if (this.isClosed) return;
    this.chunks.push(chunk);
    this.buffered += chunk.length;
    try {
      this.splitFrames();
    } catch {
      this.close();
      return;
    }
    if (this.waitingBytes > MAX_WAITING_BYTES) this.socket.pause();
    if (!this.isProcessing) void this.processFrames();
  }

  /** Returns the first `size` buffered bytes as one buffer. */
  private peek(size: number): Buffer {
    const [first] = this.chunks;
    if (first && first.length >= size) return first;
    const joined = Buffer.concat(this.chunks);
    this.chunks = [joined];
    return joined;
  }

  private splitFrames(): void {
    while (this.buffered >= HEADER_BYTES) {
      const head = this.peek(HEADER_BYTES);
      const length = head.readInt32LE(0);
      if (length < HEADER_BYTES || length > MAX_MESSAGE_BYTES) {
        throw new ProtocolError('The message has an invalid length');
      }
      if (this.buffered < length) return;
      const bytes = this.peek(length);
      this.chunks[0] = bytes.subarray(length);
      if (this.chunks[0].length === 0) this.chunks.shift();
      this.buffered -= length;
      this.waitingBytes += length;
      this.waiting.push({
        requestId: bytes.readInt32LE(4),
        opcode: bytes.readInt32LE(12),
        body: bytes.subarray(HEADER_BYTES, length),
      });
    }
  }

  private async processFrames(): Promise<void> {
    this.isProcessing = true;
    try {
      for (let frame = this.waiting.shift(); frame; frame = this.waiting.shift()) {
        await this.process(frame);
        this.waitingBytes -= HEADER_BYTES + frame.body.length;
        if (this.socket.isPaused() && this.waitingBytes <= MAX_WAITING_BYTES) this.socket.resume();
      }
    } catch {
      this.close();
    } finally {
      this.isProcessing = false;
    }
  }

  private async process(frame: Frame): Promise<void> {
    let request: Request;
    try {
      request = await this.parse(frame);
    } catch (error) {
      if (!(error instanceof MongoError)) throw error;
      // Only the BSON is malformed, the frame is sound: answer with an error and stay connected.
      await this.send(errorReply(error), frame.requestId, frame.opcode === Opcode.query);
      return;
    }
    if (this.isClosed) return;
    const { sequences, isLegacy } = request;
    let { command, requestId } = request;
    for (;;) {
      const reply = await dispatch(this.services, { command, sequences, connection: this.client });
      if (!request.wantsReply) return;
      const hasMore = request.isExhaustAllowed && isStreaming(command, reply);
      requestId = await this.send(reply, requestId, isLegacy, hasMore);
      if (!hasMore || this.isClosed) return;
      command = { ...command, topologyVersion: reply.topologyVersion };
    }
  }

  private parse(frame: Frame): Promise<Request> | Request {
    if (frame.opcode === Opcode.message) {
      const slice = new TimeSlice();
      return runCoroutine(parseMessage(frame), () => slice.pause());
    }
    if (frame.opcode === Opcode.query) return parseLegacyQuery(frame);
    throw new ProtocolError(`Unsupported opcode ${frame.opcode}`);
  }

  /** Sends a reply and returns its message id. */
  private async send(
    reply: Document,
    requestId: number,
    isLegacy: boolean,
    hasMore = false,
  ): Promise<number> {
    if (this.isClosed) return requestId;
    const body = encodeReply(reply);
    const bytes = Buffer.concat(
      isLegacy ? frameLegacyReply(body, requestId) : frameMessage(body, requestId, hasMore),
    );
    const isDrained = this.socket.write(bytes);
    if (!isDrained) await this.drain();
    return bytes.readInt32LE(REQUEST_ID_AT);
  }

  private async drain(): Promise<void> {
    // Backpressure: a client that does not read its replies gets no further ones.
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.socket.off('drain', done);
        this.socket.off('close', done);
        resolve();
      };
      this.socket.once('drain', done);
      this.socket.once('close', done);
    });
  }
}
