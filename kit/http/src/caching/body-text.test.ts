import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyText, dataOf, rememberedText } from './body-text.ts';

/** Bodies of single calls: results, whose data may be no object or missing, and errors. */
const envelope = fc.oneof(
  fc.record({ result: fc.record({ data: fc.jsonValue() }) }),
  fc.constant({ result: { data: undefined } }),
  fc.record({ error: fc.record({ message: fc.string(), data: fc.jsonValue() }) }),
);

function remember(body: object): void {
  const data = dataOf(body);
  if (data !== null) rememberedText(data);
}

test('The text of a body is its JSON, whether or not that of its data is remembered', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(envelope, fc.boolean()), { minLength: 1 }), (batch) => {
      for (const [body, isRemembered] of batch) if (isRemembered) remember(body);
      const bodies = batch.map(([body]) => body);
      expect(bodyText(bodies)).toBe(JSON.stringify(bodies));
      for (const body of bodies) expect(bodyText(body)).toBe(JSON.stringify(body));
    }),
  );
});

test('The JSON of remembered data is made once', () => {
  let times = 0;
  const data = {
    toJSON() {
      times += 1;
      return 'a product';
    },
  };
  expect([rememberedText(data), bodyText({ result: { data } })]).toEqual([
    '"a product"',
    '{"result":{"data":"a product"}}',
  ]);
  expect(bodyText([{ result: { data } }])).toBe('[{"result":{"data":"a product"}}]');
  expect(times).toBe(1);
});
