import { readFileSync } from 'node:fs';
import { formatContract } from '@trastienda/procedures/contract';
import { expect, test } from 'vitest';
import { createShopContract } from './contract.ts';

const COMMITTED = new URL('../contract.json', import.meta.url);

test('contract.json is what the procedures declare', () => {
  const declared = formatContract(createShopContract()).split('\n');
  const committed = readFileSync(COMMITTED, 'utf8').split(/\r?\n/);
  const line = declared.findIndex((text, index) => text !== committed[index]);
  const isSame = line === -1 && declared.length === committed.length;
  if (!isSame) {
    const at = line === -1 ? declared.length : line;
    expect.fail(`packages/router/contract.json is not what the procedures declare.
Run "pnpm contract" and commit the file: its diff shows what your change means for clients.
Line ${at + 1} is    ${committed[at]?.trim()}
and should be  ${declared[at]?.trim()}`);
  }
});
