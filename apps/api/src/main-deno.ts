import { openPort } from '@trastienda/http/deno';
import { runServer } from './run-server.ts';

await runServer({
  name: `Deno ${process.versions.deno}`,
  openPort,
  lacks: [
    'Headers of a request have no time limit: put a proxy with one in front.',
    'Headers of a request have no size limit: put a proxy with one in front.',
    'Idle connections are not closed.',
  ],
});
