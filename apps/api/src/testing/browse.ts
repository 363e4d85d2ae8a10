import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** What a browser did with a page. */
export interface Visit {
  /** The page's elements after its scripts have run. */
  readonly dom: string;
  /** URLs that the page asked for, in order of time; without that of the page itself. */
  readonly requested: readonly string[];
  /** What the browser wrote to its console. */
  readonly console: readonly string[];
}

const NetLog = z.object({
  constants: z.object({ logEventTypes: z.record(z.string(), z.int()) }),
  events: z.array(
    z.object({
      type: z.int(),
      params: z.object({ url: z.string(), initiator: z.string() }).partial().optional(),
    }),
  ),
});

/** The browser's own requests, such as for updates, have no origin. */
const NO_ORIGIN = 'not an origin';

async function readRequested(file: string): Promise<readonly string[]> {
  const { constants, events } = NetLog.parse(JSON.parse(await readFile(file, 'utf8')));
  const started = constants.logEventTypes.URL_REQUEST_START_JOB;
  return events.flatMap(({ type, params: { url, initiator = NO_ORIGIN } = {} }) =>
    type === started && url !== undefined && initiator !== NO_ORIGIN ? [url] : [],
  );
}

/**
 * Opens a page in headless Chromium until its scripts rest. Names other than this machine's do not
 * resolve. The variable `CHROMIUM` names the program, `chromium` by default.
 */
export async function browse(url: string): Promise<Visit> {
  const work = await mkdtemp(join(tmpdir(), 'trastienda-browser-'));
  const netLog = join(work, 'net.json');
  try {
    const { stdout, stderr } = await promisify(execFile)(
      process.env.CHROMIUM ?? 'chromium',
      [
        ...['--headless=new', '--no-sandbox', '--disable-gpu', '--no-first-run'],
        ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
        ...[`--user-data-dir=${work}`, `--log-net-log=${netLog}`, '--enable-logging=stderr'],
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
        // Milliseconds of the page's own clock, which runs ahead while nothing happens.
        ...['--virtual-time-budget=60000', '--dump-dom', url],
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const lines = stderr.split('\n').filter((line) => line.includes(':CONSOLE:'));
    return { dom: stdout, requested: await readRequested(netLog), console: lines };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
