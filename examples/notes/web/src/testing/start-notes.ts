import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOutboxMailer } from '@trastienda/emails';
import { runNode, stopEmbedded } from '@trastienda/testing';
import { expect } from 'vitest';

/** Starts the application as `pnpm start` does, over an empty database. */
export async function startNotes() {
  const dataDir = await mkdtemp(join(tmpdir(), 'notes-page-'));
  const args = ['tsx', '--conditions=@trastienda/source', '../api/src/main.ts'];
  const program = runNode('--import', args, { DATA_DIR: dataDir, PORT: '0' });
  const [, url = ''] = await program.waitFor(/"url":"([^"]+)","msg":"listening"/);
  const outbox = createOutboxMailer({ dir: join(dataDir, 'outbox'), from: 'notes@localhost' });
  return {
    url,
    /** Returns the link in the newest email to an address, once it is there. */
    async linkTo(address: string): Promise<string> {
      const find = async () =>
        (await outbox.list()).find(({ to }) => to.includes(address))?.links[0];
      await expect.poll(find).toBeDefined();
      return (await find()) ?? '';
    },
    async stop() {
      program.child.kill('SIGKILL');
      await program.ended;
      await stopEmbedded(join(dataDir, 'mongo'));
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
