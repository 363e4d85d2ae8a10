import type { DomainNames } from '../domain-names.ts';

/** What the layouts have different in the test of the use cases. */
interface TestParts {
  /** Imports, the service, and its callers `ANA` and `EVA`. */
  readonly start: string;
  /** Last argument of a call that changes something. */
  readonly origin: string;
  /** Further tests; each ends with a blank line. */
  readonly further: string;
  readonly owner: 'application' | 'shop';
}

/** Test of the use cases: what works, and what is still to be said. */
export function serviceTestWith(
  { one, many }: DomainNames,
  { start, origin, further, owner }: TestParts,
): string {
  return `${start}
test('An account reads and renames the ${many.words} that it has created, and no others', async () => {
  const created = await ${many.camel}.create(ANA, { title: 'First' }, ${origin});
  const renamed = await ${many.camel}.rename(ANA, { id: created.id, title: 'Second' }, ${origin});
  expect(await ${many.camel}.list(ANA, { limit: 9 })).toEqual({ items: [renamed], nextCursor: null });
  expect(await ${many.camel}.list(EVA, { limit: 9 })).toEqual({ items: [], nextCursor: null });
  const notFound = { reason: '${one.constant}_NOT_FOUND' };
  await expect(${many.camel}.get(EVA, created)).rejects.toMatchObject(notFound);
  const stolen = ${many.camel}.rename(EVA, { id: created.id, title: 'Mine' }, ${origin});
  await expect(stolen).rejects.toMatchObject(notFound);
  expect(await ${many.camel}.get(ANA, created)).toEqual(renamed);
  const events = await database.events.list({
    aggregate: '${one.kebab}',
    aggregateId: created.id,
    limit: 9,
  });
  expect(events.items).toMatchObject([
    { sequence: 1, type: '${one.kebab}.created' },
    { sequence: 2, type: '${one.kebab}.renamed' },
  ]);
});

${further}test('${many.sentence} keep the promises of this ${owner}', () => {
  expect.fail(
    'State in the title what ${many.words} guarantee, test it here, and change the generated code to it.',
  );
});
`;
}
