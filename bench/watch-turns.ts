import { readFileSync } from 'node:fs';
import { PerformanceObserver } from 'node:perf_hooks';

/** Turns of the event loop that are kept. */
const KEPT = 5;

export interface LongTurn {
  /** CPU time of the main thread. */
  readonly cpuMs: number;
  /** The part in which it collected garbage: by the clock, so at most this. */
  readonly gcMs: number;
}

/** CPU time of the main thread in ms: other programs make it no longer, and helper threads do not count. */
function mainThreadMs(): number {
  const [onCpu = '0'] = readFileSync('/proc/self/schedstat', 'utf8').split(' ');
  return Number(onCpu) / 1e6;
}

/** Watches the turns of this process's event loop. Linux only. */
export function watchTurns() {
  const pauses: { readonly from: number; readonly to: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      pauses.push({ from: startTime, to: startTime + duration });
    }
  });
  observer.observe({ entryTypes: ['gc'] });
  const longest: { readonly cpuMs: number; readonly from: number; readonly to: number }[] = [];
  let isWatching = true;
  let from = performance.now();
  let before = mainThreadMs();
  const turn = () => {
    const to = performance.now();
    const now = mainThreadMs();
    const cpuMs = now - before;
    if (cpuMs > (longest[KEPT - 1]?.cpuMs ?? 0)) {
      longest.push({ cpuMs, from, to });
      longest.sort((one, other) => other.cpuMs - one.cpuMs);
      longest.length = Math.min(longest.length, KEPT);
    }
    from = to;
    before = now;
    if (isWatching) setImmediate(turn);
  };
  setImmediate(turn);
  return {
    /** Returns the longest turns, the longest first. */
    async stop(): Promise<LongTurn[]> {
      isWatching = false;
      // Pauses are reported a little later.
      await new Promise((resolve) => setTimeout(resolve, 50));
      observer.disconnect();
      return longest.map(({ cpuMs, from, to }) => {
        const within = pauses.filter((pause) => pause.to > from && pause.from < to);
        const gcMs = within.reduce((sum, pause) => sum + pause.to - pause.from, 0);
        return { cpuMs, gcMs: Math.min(gcMs, cpuMs) };
      });
    },
  };
}
