import { type AccountActor, ANONYMOUS, type MachineActor } from '@trastienda/base';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createMemoryLog } from '../testing/memory-log.ts';
import { createOpenStreams, type OpenStreamsOptions } from './open-streams.ts';

const { log } = createMemoryLog();
const start = (options: Partial<OpenStreamsOptions> = {}) => createOpenStreams({ log, ...options });

const account = (sessionId: string, role = 'member'): AccountActor => ({
  ...{ kind: 'account', accountId: 'ana', sessionId, role, permissions: [], isRecent: true },
});
const KEY: MachineActor = { kind: 'machine', name: 'erp', keyId: 'k1', permissions: [] };
const TOKEN: MachineActor = { kind: 'machine', name: 'staff-token', permissions: [] };

const from = (actor: typeof ANONYMOUS | AccountActor | MachineActor, source = '192.0.2.1') => ({
  actor,
  source,
});

describe('the limits of open streams', () => {
  test('bound those of one caller, whatever others have', () => {
    const streams = start({ maxPerCaller: 2 });
    const first = streams.open(from(account('s1')));
    streams.open(from(account('s2')));
    expect(() => streams.open(from(account('s3')))).toThrow('More than 2 streams');
    streams.open(from(ANONYMOUS));
    streams.open(from(ANONYMOUS, '198.51.100.1'));
    first.close();
    first.close();
    streams.open(from(account('s3')));
    expect(() => streams.open(from(account('s4')))).toThrow(
      expect.objectContaining({ reason: 'RATE_LIMITED', details: { retryAfterSeconds: 30 } }),
    );
  });

  test('bound those of the process', () => {
    const streams = start({ maxPerProcess: 2 });
    const { close } = streams.open(from(ANONYMOUS, '192.0.2.1'));
    streams.open(from(ANONYMOUS, '192.0.2.2'));
    expect(() => streams.open(from(ANONYMOUS, '192.0.2.3'))).toThrow(
      expect.objectContaining({ reason: 'RATE_LIMITED', details: { retryAfterSeconds: 5 } }),
    );
    close();
    streams.open(from(ANONYMOUS, '192.0.2.3'));
  });
});

describe('the check of open streams', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('ends those whose session or role has changed, and no others, within a second', async () => {
    const asked: number[] = [];
    const areCurrent: OpenStreamsOptions['areCurrent'] = async (callers) => {
      asked.push(callers.length);
      return callers.map((caller) => caller.kind === 'account' && caller.sessionId !== 'ended');
    };
    const streams = start({ areCurrent });
    const signals = [account('s1'), account('s1'), account('ended'), KEY, TOKEN, ANONYMOUS].map(
      (actor) => streams.open(from(actor)).signal,
    );
    await vi.advanceTimersByTimeAsync(1000);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false, true, true, false, false]);
    expect(asked).toEqual([3]);
  });

  test('asks nothing while no stream is open, nor for visitors', async () => {
    const areCurrent = vi.fn(async () => []);
    const streams = start({ areCurrent });
    const { close } = streams.open(from(account('s1')));
    streams.open(from(ANONYMOUS));
    close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(areCurrent).not.toHaveBeenCalled();
  });

  test('that fails ends no stream, and is repeated', async () => {
    let isAway = true;
    const areCurrent: OpenStreamsOptions['areCurrent'] = async () => {
      if (isAway) throw new Error('The database is away.');
      return [false];
    };
    const { signal } = start({ areCurrent }).open(from(account('s1')));
    await vi.advanceTimersByTimeAsync(3000);
    expect(signal.aborted).toBe(false);
    isAway = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(signal.aborted).toBe(true);
  });
});
