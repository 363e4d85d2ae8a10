import { readdir, readFile } from 'node:fs/promises';
import { median } from './compare.ts';

/** Linux counts CPU time in hundredths of a second (`getconf CLK_TCK`). */
const MS_PER_TICK = 10;

async function statOf(pid: number): Promise<{ readonly parent: number; readonly cpuMs: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may have spaces; the state comes after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  return { parent: Number(fields[1]), cpuMs: ticks * MS_PER_TICK };
}

/** The CPU time that a process has used so far, in ms. */
export async function cpuMsOf(pid: number): Promise<number> {
  return (await statOf(pid)).cpuMs;
}

/** The processes that a process has started. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const children: number[] = [];
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await statOf(Number(name)).catch(() => null) : null;
    if (stat?.parent === pid) children.push(Number(name));
  }
  return children;
}

/** CPU time per request, in ms. */
export interface CpuTime {
  readonly server: number;
  readonly database: number;
}

export interface Workload {
  readonly name: string;
  /** How often it is sent in a round: so often that the ticks of the clock do not matter. */
  readonly times: number;
  readonly send: () => Promise<unknown>;
}

/**
 * The CPU time that a server on Linux, and its database, spend on each of some requests: medians of
 * rounds in which the requests take turns, so that what else the machine does meets them all.
 */
export async function measureCpu(
  pid: number,
  workloads: readonly Workload[],
  { rounds = 9, warmUp = 1 } = {},
): Promise<ReadonlyMap<string, CpuTime>> {
  // The embedded database is a child of whichever process needed it first.
  const started = await Promise.all([pid, process.pid].map(childrenOf));
  const children = started.flat().filter((child) => child !== pid);
  const now = async () => {
    const [server, ...others] = await Promise.all([pid, ...children].map(statOf));
    const database = others.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
    return { server: server?.cpuMs ?? 0, database };
  };
  const figures = new Map(workloads.map(({ name }) => [name, [] as CpuTime[]]));
  for (let round = -warmUp; round < rounds; round += 1) {
    for (const { name, times, send } of workloads) {
      const before = await now();
      for (let time = 0; time < times; time += 1) await send();
      const after = await now();
      if (round < 0) continue;
      figures.get(name)?.push({
        server: (after.server - before.server) / times,
        database: (after.database - before.database) / times,
      });
    }
  }
  return new Map(
    [...figures].map(([name, all]) => [
      name,
      {
        server: median(all.map(({ server }) => server)),
        database: median(all.map(({ database }) => database)),
      },
    ]),
  );
}
