import { Long, Timestamp, UUID } from 'bson';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import { timestampSequence } from '../bson/sequence-timestamp.ts';
import type { Step } from './crash-steps.ts';
import { withOp } from './crash-steps.ts';
import type { RawClient } from './raw-client.ts';
import { messageFrame } from './raw-client.ts';

type Fields = Record<string, unknown>;

/** A client's request and its answer. */
export interface Attempt {
  /** Number that every document written by it carries in `op`. */
  readonly op: number;
  /** In hexadecimal, the key of session records. */
  readonly sessionId: string;
  /** Transaction number; absent for requests that cannot be retried. */
  readonly number: number | undefined;
  readonly isTransaction: boolean;
  /** Command that makes the request take effect exactly once, when sent again. */
  readonly command: Fields;
  readonly answer?: Answer;
}

interface Answer {
  /** True when it wrote documents that now carry its number. */
  readonly hasWritten: boolean;
  /** Last commit at the time of the answer. */
  readonly sequence: bigint;
}

function countWritten(command: Fields, reply: Fields): number {
  if (reply.ok !== 1 || command.delete !== undefined) return 0;
  const last = reply.lastErrorObject;
  return numberOf(isDocument(last) ? last.n : reply.n) ?? 0;
}

let nextOp = 1;

/** A client with its own session that sends one request at a time and records each. */
export class CrashClient {
  readonly attempts: Attempt[] = [];
  private readonly raw: RawClient;
  private readonly session = new UUID();
  private number = 0;

  constructor(raw: RawClient) {
    this.raw = raw;
  }

  /** Returns false when the server went away before it answered. */
  async run(step: Step): Promise<boolean> {
    const op = nextOp;
    nextOp += 1;
    if (step.kind === 'transaction') return this.runTransaction(op, step);
    const command = withOp(step.command, op);
    if (step.kind === 'plain') return this.send({ op, number: undefined, command });
    this.number += 1;
    return this.send({ op, number: this.number, command: { ...command, ...this.numbers() } });
  }

  private numbers(): Fields {
    return { lsid: { id: this.session }, txnNumber: Long.fromNumber(this.number) };
  }

  private async runTransaction(
    op: number,
    { commands, isCommitted }: Extract<Step, { kind: 'transaction' }>,
  ): Promise<boolean> {
    this.number += 1;
    const numbers = { ...this.numbers(), autocommit: false };
    let written = 0;
    for (const [i, step] of commands.entries()) {
      const command = withOp(step, op);
      const start = i === 0 ? { startTransaction: true } : {};
      const reply = await this.raw.send(messageFrame({ ...command, ...numbers, ...start }));
      if (!reply) return false;
      // The transaction is over: a conflict, or a failed write.
      if (reply.ok !== 1 || reply.writeErrors) return true;
      written += countWritten(command, reply);
    }
    const end = isCommitted ? { commitTransaction: 1 } : { abortTransaction: 1 };
    const command = { ...end, ...numbers, $db: 'admin' };
    return this.send({ op, number: this.number, command }, isCommitted ? written : 0);
  }

  private async send(
    what: Pick<Attempt, 'op' | 'number' | 'command'>,
    writtenBefore?: number,
  ): Promise<boolean> {
    const sessionId = this.session.toHexString(false);
    const attempt = { ...what, sessionId, isTransaction: writtenBefore !== undefined };
    const place = this.attempts.push(attempt) - 1;
    const reply = await this.raw.send(messageFrame(what.command));
    if (!reply) return false;
    const { operationTime } = reply;
    if (!(operationTime instanceof Timestamp)) throw new Error(`No time in ${reply.errmsg}`);
    const sequence = timestampSequence(operationTime);
    const isDone = reply.ok === 1;
    const written = writtenBefore ?? countWritten(what.command, reply);
    this.attempts[place] = { ...attempt, answer: { hasWritten: isDone && written > 0, sequence } };
    return true;
  }
}
