import { openPort } from '@trastienda/http/bun';
import { runServer } from './run-server.ts';

await runServer({
  name: `Bun ${process.versions.bun}`,
  openPort,
  lacks: ['Headers of a request must arrive within 12 seconds, whatever the request timeout is.'],
});
