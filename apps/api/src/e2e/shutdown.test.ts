import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { at, endChild } from '@trastienda/testing';
import { build } from 'esbuild';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../testing/run-server.ts', import.meta.url));
/** In this package, where its dependencies are found. */
const BUNDLE = fileURLToPath(new URL('../../.vitest/run-server.mjs', import.meta.url));

// Compiled once, and not by each of the processes.
beforeAll(async () => {
  await build({
    ...{ entryPoints: [SCRIPT], outfile: BUNDLE, sourcemap: 'inline', logLevel: 'warning' },
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20.19' },
    conditions: ['@trastienda/source'],
    external: ['@node-rs/argon2', '@trastienda/embedded-mongo', 'sharp'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});
const LIST = '/trpc/catalog.list?input=%7B%7D';
const GET = `/trpc/catalog.get?input=${encodeURIComponent('{"slug":"linen-shirt"}')}`;

const running: ChildProcess[] = [];
afterEach(async () => {
  for (const child of running.splice(0)) await endChild(child);
});

/** Starts the server in a separate process and reads its log. */
async function startProcess(behaviour: string) {
  const child = spawn(process.execPath, ['--enable-source-maps', BUNDLE, behaviour], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const exited = once(child, 'exit');
  const lines: unknown[] = [];
  const waiting = new Map<string, () => void>();
  const logged = (message: string) =>
    new Promise<void>((resolve) => {
      if (lines.some((line) => at(line, 'msg') === message)) resolve();
      else waiting.set(message, resolve);
    });
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line: unknown = JSON.parse(text);
    lines.push(line);
    waiting.get(String(at(line, 'msg')))?.();
  });
  await logged('listening');
  const url = String(at(lines[0], 'url'));
  return {
    url,
    logged,
    signal: (name: NodeJS.Signals) => child.kill(name),
    exitCode: async () => (await exited)[0],
    messages: () => lines.map((line) => at(line, 'msg')),
    lines,
  };
}

describe('A process that gets a stop signal', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    'by %s answers the running call, closes the database and exits with 0',
    async (name) => {
      const server = await startProcess('quick');
      const call = fetch(server.url + LIST);
      await server.logged('call entered');
      server.signal(name);
      expect((await call).status).toBe(200);
      expect(await server.exitCode()).toBe(0);
      expect(server.messages().slice(-3)).toEqual(['call', 'database closed', 'stopped']);
    },
  );

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const)('twice by %s stops at once with %i', async (name, code) => {
    const server = await startProcess('stuck');
    const call = fetch(server.url + LIST);
    await server.logged('call entered');
    server.signal(name);
    await server.logged('stopping; a second signal stops at once');
    server.signal(name);
    await expect(call).rejects.toThrow('fetch failed');
    expect(await server.exitCode()).toBe(code);
  });

  test('exits with 1 when it had to abort a call', async () => {
    const server = await startProcess('impatient');
    const call = fetch(server.url + LIST);
    await server.logged('call entered');
    server.signal('SIGTERM');
    await expect(call).rejects.toThrow('fetch failed');
    expect(await server.exitCode()).toBe(1);
    expect(server.messages()).toContain('database closed');
  });
});

describe('An uncaught error', () => {
  test.each([
    ['throw', 'uncaught exception', 'nobody catches this'],
    ['reject', 'unhandled rejection', 'nobody awaits this'],
  ])('is logged whole, and the process exits with 1 (%s)', async (behaviour, message, text) => {
    const server = await startProcess(behaviour);
    await expect(fetch(server.url + GET)).rejects.toThrow('fetch failed');
    expect(await server.exitCode()).toBe(1);
    expect(server.lines.at(-1)).toMatchObject({
      level: 'fatal',
      msg: message,
      err: { message: text, stack: expect.stringContaining('run-server.ts') },
    });
  });
});
