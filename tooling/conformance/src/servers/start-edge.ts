import { readFile } from 'node:fs/promises';
import { builtProgram } from '@trastienda/testing';
import { Miniflare } from 'miniflare';
import { NODE, type ServerUnderTest, startServer } from './start-server.ts';

/** The built Worker. */
const WORKER = new URL('../../../../apps/edge/dist/worker.js', import.meta.url);

/** Starts a server on Node, and the Worker in front of it. */
export async function startBehindEdge(): Promise<ServerUnderTest> {
  const server = await startServer(NODE, { TRASTIENDA_TRUSTED_PROXIES: 'loopback' });
  const { url, origin, corsOrigin } = server.settings;
  const miniflare = new Miniflare({
    modules: true,
    script: await readFile(builtProgram(WORKER), 'utf8'),
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['enable_request_signal'],
    bindings: { ORIGIN: url, PAGE_ORIGINS: [origin, corsOrigin].join(',') },
    host: '127.0.0.1',
    port: 0,
  });
  const edge = await miniflare.ready;
  return {
    ...server,
    settings: { ...server.settings, url: edge.origin },
    async stop() {
      await miniflare.dispose();
      return server.stop();
    },
    async kill() {
      await miniflare.dispose();
      await server.kill();
    },
  };
}
