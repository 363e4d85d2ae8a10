import { createRequire } from 'node:module';
import { join } from 'node:path';

const { configureGlobal } = createRequire(join(process.cwd(), 'package.json'))('fast-check');

/** A mutant must not survive or die by the luck of a seed. */
configureGlobal({ seed: 20_260_101, numRuns: 100 });
