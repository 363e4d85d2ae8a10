// Exits with 0 when the next version of the client may break what the last release promised: .ci/released
import { fileURLToPath } from 'node:url';
import { allowsBreaking } from '../src/testing/allows-breaking.ts';
import { readReleased } from '../src/testing/read-released.ts';

const released = await readReleased(fileURLToPath(new URL('../../../', import.meta.url)));
process.exitCode = released.isKnown && allowsBreaking(released.versions) ? 0 : 1;
