import type { DomainNames } from '../../domain-names.ts';
import { serviceTestWith } from '../../templates/service-test.ts';

/** Test of the use cases of a shop. */
export function serviceTestOf(names: DomainNames): string {
  const { one, many } = names;
  const create = `create${one.pascal}Service`;
  const start = `import type { AccountActor, CallOrigin } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { ${create} } from './create-${one.kebab}-service.ts';

const { database } = await useTestDatabase(openDatabase);
const NOW = new Date('2100-01-01T00:00:00.000Z');
const ${many.camel} = ${create}({ database, clock: { now: () => NOW } });

const actorOf = (letter: string): AccountActor => ({
  kind: 'account',
  accountId: letter.repeat(24),
  sessionId: letter.repeat(24),
  role: 'customer',
  permissions: [],
  isRecent: true,
});
const ANA = actorOf('a');
const EVA = actorOf('e');
const ORIGIN: CallOrigin = {
  actor: ANA,
  requestId: 'request-1',
  source: '192.0.2.7',
  network: '192.0.2.0/24',
  device: 'Firefox on Windows',
};
`;
  return serviceTestWith(names, { start, origin: 'ORIGIN', further: '', owner: 'shop' });
}
