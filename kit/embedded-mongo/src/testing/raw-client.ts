import type { Socket } from 'node:net';
import { connect } from 'node:net';
import { deserialize, serialize } from 'bson';

type Reply = Record<string, unknown>;

const HEADER_BYTES = 16;
const OP_MSG = 2013;
const REPLY_BODY_AT = 21;

/** Frames a body as a message with the given opcode. */
export function frame(opcode: number, body: Uint8Array, requestId = 1): Buffer {
  const head = Buffer.alloc(HEADER_BYTES);
  head.writeInt32LE(HEADER_BYTES + body.length, 0);
  head.writeInt32LE(requestId, 4);
  head.writeInt32LE(opcode, 12);
  return Buffer.concat([head, body]);
}

/** Frames an OP_MSG with one command. */
export function messageFrame(command: Reply, flags = 0): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32LE(flags, 0);
  return frame(OP_MSG, Buffer.concat([prefix, serialize(command)]));
}

/** A client without a driver's sessions and retries: it sends exactly the given bytes. */
export class RawClient {
  readonly socket: Socket;
  private buffered = Buffer.alloc(0);
  private readonly waiting: ((reply: Reply | undefined) => void)[] = [];
  isClosed = false;

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk) => {
      this.buffered = Buffer.concat([this.buffered, chunk]);
      this.read();
    });
    socket.on('error', () => {});
    // Only the server's side matters; this side stays open on purpose.
    const end = (): void => {
      this.isClosed = true;
      for (const resolve of this.waiting.splice(0)) resolve(undefined);
    };
    socket.on('end', end);
    socket.on('close', end);
  }

  static open(port: number): Promise<RawClient> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true }, () => {
        socket.off('error', reject);
        resolve(new RawClient(socket));
      });
      socket.once('error', reject);
    });
  }

  private read(): void {
    while (this.buffered.length >= HEADER_BYTES) {
      const length = this.buffered.readInt32LE(0);
      if (this.buffered.length < length) return;
      const reply = deserialize(this.buffered.subarray(REPLY_BODY_AT, length));
      this.buffered = this.buffered.subarray(length);
      this.waiting.shift()?.(reply);
    }
  }

  /**
   * Sends bytes and returns the next reply, or `undefined` when the server closed the connection.
   */
  send(bytes: Uint8Array): Promise<Reply | undefined> {
    if (this.isClosed) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.socket.write(bytes);
    });
  }

  /** Returns the next reply without sending anything. */
  next(): Promise<Reply | undefined> {
    return this.send(Buffer.alloc(0));
  }

  /** Runs a command and returns the reply, ok or not. */
  async command(command: Reply): Promise<Reply> {
    const reply = await this.send(messageFrame(command));
    if (!reply) throw new Error('The server closed the connection');
    return reply;
  }

  close(): void {
    this.socket.destroy();
  }
}
