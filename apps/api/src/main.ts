import { openPort } from '@trastienda/http/node';
import { runServer } from './run-server.ts';

await runServer({ name: `Node ${process.versions.node}`, openPort, lacks: [] });
