// The API of `pnpm dev`, behind the servers of the frontends: it starts again with each change.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Workspace packages are loaded from their sources. */
const FROM_SOURCES = '--conditions=@trastienda/source';

const child = spawn(
  'tsx',
  ['watch', '--clear-screen=false', FROM_SOURCES, 'apps/api/src/main.ts'],
  {
    // The data directory is that of `npm start`.
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: {
      PORT: '3001',
      TRASTIENDA_PUBLIC_URL: 'http://localhost:3000',
      TRASTIENDA_STOREFRONT: 'elsewhere',
      TRASTIENDA_BACK_OFFICE: 'elsewhere',
      TRASTIENDA_LOG_FORMAT: 'pretty',
      ...process.env,
    },
  },
);
child.on('exit', (code) => process.exit(code ?? 1));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
