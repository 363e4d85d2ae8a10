// Writes contract.json from the declarations of the procedures: pnpm contract
import { writeFile } from 'node:fs/promises';
import { formatContract } from '@trastienda/procedures/contract';
import { createShopContract } from '../src/contract.ts';

await writeFile(new URL('../contract.json', import.meta.url), formatContract(createShopContract()));
