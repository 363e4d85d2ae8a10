// Puts what the router's procedures promise into the client as plain data.
import { writeFile } from 'node:fs/promises';
import { promises } from '@trastienda/shop-router/promises';

const dist = new URL('../dist/', import.meta.url);
await writeFile(
  new URL('promises.js', dist),
  `/** What the procedures of the server promise. */\nexport const promises = ${JSON.stringify(promises, null, 2)};\n`,
);
await writeFile(
  new URL('promises.d.ts', dist),
  `import type { RouterPromises } from '@trastienda/client';\nexport declare const promises: RouterPromises;\n`,
);
