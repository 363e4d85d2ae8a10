import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Money, Priced, SCHEMA_CASES, Tree } from '../types/testing/schema-cases.ts';
import { compareContracts } from './compare-contracts.ts';
import { findMisfits } from './schema-misfits.ts';
import { contractOfSchemas } from './testing/contract-of.ts';

const breaking = (what: string) => ({ kind: 'breaking', what }) as const;
const compatible = (what: string) => ({ kind: 'compatible', what }) as const;

/** Compares the contracts of a procedure `read` before and after a change of a schema. */
function changesOf(side: 'input' | 'output', before: z.ZodType, after: z.ZodType) {
  return compareContracts(
    contractOfSchemas({ [side]: before }),
    contractOfSchemas({ [side]: after }),
  ).map(({ kind, what }) => ({ kind, what }));
}

const field = (schema: z.ZodType) => z.object({ a: schema });
const { string, int } = z;
const State = z.enum(['open', 'done']);
const card = z.object({ kind: z.literal('card'), last4: string() });
const cash = z.object({ kind: z.literal('cash') });

describe('a change of a schema is classified by what clients send and receive', () => {
  const cases = [
    {
      name: 'a new required field',
      before: z.object({}),
      after: field(string()),
      input: [breaking('input a is new and required')],
      output: [compatible('output a is new')],
    },
    {
      name: 'a new optional field',
      before: z.object({}),
      after: field(string().optional()),
      input: [compatible('input a is new')],
      output: [compatible('output a is new')],
    },
    {
      name: 'a removed field',
      before: field(string()),
      after: z.object({}),
      input: [breaking('input a was removed')],
      output: [breaking('output a was removed')],
    },
    {
      name: 'a removed optional field',
      before: field(string().optional()),
      after: z.object({}),
      input: [breaking('input a was removed')],
      output: [breaking('output a was removed')],
    },
    {
      name: 'a field that becomes optional',
      before: field(string()),
      after: field(string().optional()),
      input: [compatible('input a is optional, was required')],
      output: [breaking('output a is optional, was required')],
    },
    {
      name: 'a field that becomes required',
      before: field(string().optional()),
      after: field(string()),
      input: [breaking('input a is required, was optional')],
      output: [compatible('output a is required, was optional')],
    },
    {
      name: 'a field that may be null',
      before: field(string()),
      after: field(string().nullable()),
      input: [compatible('input a also accepts null')],
      output: [breaking('output a may now be null')],
    },
    {
      name: 'a field that may not be null any more',
      before: field(string().nullable()),
      after: field(string()),
      input: [breaking('input a no longer accepts null')],
      output: [compatible('output a is no longer null')],
    },
    {
      name: 'another value of an enum',
      before: field(State),
      after: field(z.enum(['open', 'done', 'lost'])),
      input: [compatible('input a also accepts "lost"')],
      output: [breaking('output a may now be "lost"')],
    },
    {
      name: 'a value less of an enum',
      before: field(z.enum(['open', 'done', 'lost'])),
      after: field(State),
      input: [breaking('input a no longer accepts "lost"')],
      output: [compatible('output a is no longer "lost"')],
    },
    {
      name: 'an enum that becomes any text',
      before: field(State),
      after: field(string()),
      input: [compatible('input a also accepts a string')],
      output: [breaking('output a may now be a string')],
    },
    {
      name: 'an enum as a union of the same literals',
      before: field(State),
      after: field(z.union([z.literal('done'), z.literal('open')])),
      input: [],
      output: [],
    },
    {
      name: 'another type',
      before: field(string()),
      after: field(int()),
      input: [
        breaking('input a no longer accepts a string'),
        compatible('input a also accepts an integer'),
      ],
      output: [
        breaking('output a may now be an integer'),
        compatible('output a is no longer a string'),
      ],
    },
    {
      name: 'integers that become any numbers',
      before: field(int()),
      after: field(z.number()),
      input: [compatible('input a also accepts a number')],
      output: [breaking('output a may now be a number')],
    },
    {
      name: 'a smaller maximum',
      before: field(int().max(100)),
      after: field(int().max(50)),
      input: [breaking('input a maximum 50, was 100')],
      output: [compatible('output a maximum 50, was 100')],
    },
    {
      name: 'an exclusive minimum of the same integers',
      before: field(int().gt(0)),
      after: field(int().min(1)),
      input: [],
      output: [],
    },
    {
      name: 'a longer text',
      before: field(string().max(50)),
      after: field(string()),
      input: [compatible('input a maxLength none, was 50')],
      output: [breaking('output a maxLength none, was 50')],
    },
    {
      name: 'a new pattern',
      before: field(string()),
      after: field(string().regex(/^\p{L}+$/u)),
      input: [breaking('input a pattern ^\\p{L}+$, was none')],
      output: [compatible('output a pattern ^\\p{L}+$, was none')],
    },
    {
      name: 'a text that becomes an address',
      before: field(string()),
      after: field(z.email()),
      input: [breaking('input a pattern format email, was none')],
      output: [compatible('output a pattern format email, was none')],
    },
    {
      name: 'a list that may be empty',
      before: field(z.array(int()).min(1)),
      after: field(z.array(int())),
      input: [compatible('input a minItems none, was 1')],
      output: [breaking('output a minItems none, was 1')],
    },
    {
      name: 'a change in the items of a list',
      before: field(z.array(field(int().min(0)))),
      after: field(z.array(field(int().min(1)))),
      input: [breaking('input a[].a minimum 1, was 0')],
      output: [compatible('output a[].a minimum 1, was 0')],
    },
    {
      name: 'a change in the values of a record',
      before: field(z.record(string(), int())),
      after: field(z.record(string(), int().nullable())),
      input: [compatible('input a[key] also accepts null')],
      output: [breaking('output a[key] may now be null')],
    },
    {
      name: 'another alternative of a union of objects',
      before: field(z.discriminatedUnion('kind', [card])),
      after: field(z.discriminatedUnion('kind', [card, cash])),
      input: [compatible('input a also accepts an object whose kind is "cash"')],
      output: [breaking('output a may now be an object whose kind is "cash"')],
    },
    {
      name: 'a change in one alternative of a union',
      before: field(z.discriminatedUnion('kind', [card, cash])),
      after: field(z.discriminatedUnion('kind', [cash, card.extend({ last4: string().max(4) })])),
      input: [breaking('input a.last4 maxLength 4, was none')],
      output: [compatible('output a.last4 maxLength 4, was none')],
    },
    {
      name: 'an intersection of the same fields',
      before: z.intersection(field(string()), z.object({ b: int() })),
      after: z.object({ a: string(), b: int() }),
      input: [],
      output: [],
    },
    {
      name: 'an object that rejects other fields',
      before: field(string()),
      after: z.strictObject({ a: string() }),
      input: [breaking('input has no fields any more beside those that it names')],
      output: [],
    },
    {
      name: 'another default',
      before: field(int().default(20)),
      after: field(int().default(24)),
      input: [breaking('input a default 24, was 20')],
      output: [],
    },
    {
      name: 'a default for an optional field',
      before: field(int().optional()),
      after: field(int().default(24)),
      input: [compatible('input a default 24, was none')],
      output: [compatible('output a is required, was optional')],
    },
  ];

  test.each(cases)('$name of an input', ({ before, after, input }) => {
    expect(changesOf('input', before, after)).toEqual(input);
  });

  test.each(cases)('$name of an output', ({ before, after, output }) => {
    expect(changesOf('output', before, after)).toEqual(output);
  });
});

describe('a change of a named schema', () => {
  const Money = z.object({ amount: int(), currency: z.enum(['EUR', 'USD']) });
  const Cash = z.object({ amount: int(), currency: z.enum(['EUR', 'USD', 'GBP']) });
  const contractWith = (schema: z.ZodType) =>
    contractOfSchemas({ output: z.object({ a: schema, b: z.array(schema) }) }, [{ Money: schema }]);

  test('is reported once for each procedure that uses it, by its name', () => {
    expect(compareContracts(contractWith(Money), contractWith(Cash))).toEqual([
      { procedure: 'read', ...breaking('output Money.currency may now be "GBP"') },
    ]);
  });

  test('is none when it has another name only', () => {
    const renamed = contractOfSchemas({ output: z.object({ a: Money, b: z.array(Money) }) }, [
      { Price: Money },
    ]);
    expect(compareContracts(contractWith(Money), renamed)).toEqual([]);
  });

  test('is found in a schema that contains itself', () => {
    const treeOf = (name: z.ZodType): z.ZodType => {
      const Tree: z.ZodType = z.object({ name, children: z.lazy(() => z.array(Tree)) });
      return Tree;
    };
    const contractOfTree = (Tree: z.ZodType) => contractOfSchemas({ output: Tree }, [{ Tree }]);
    expect(
      compareContracts(contractOfTree(treeOf(string())), contractOfTree(treeOf(int()))),
    ).toEqual([
      { procedure: 'read', ...breaking('output Tree.name may now be an integer') },
      { procedure: 'read', ...compatible('output Tree.name is no longer a string') },
    ]);
  });
});

/** Schemas whose JSON is not known at run time, which no contract has. */
const UNKNOWN = new Set([
  ...['numbers', 'others', 'dates', 'coerced', 'bigLiteral', 'maps', 'sets', 'readonlyMaps'],
  ...['pipes', 'preprocessed', 'codecs'],
]);

describe.each(['input', 'output'] as const)(
  'compared with itself, no %s misses anything',
  (side) => {
    test.each(Object.entries(SCHEMA_CASES).filter(([name]) => !UNKNOWN.has(name)))(
      '%s',
      (_, schema) => {
        const { procedures, schemas } = contractOfSchemas({ [side]: schema }, [
          { Tree, Money, Priced },
        ]);
        const converted = procedures.read?.[side] ?? {};
        // Not by `compareContracts`, which does not look into schemas with the same text.
        const find = (asks: 'keeps' | 'gains') =>
          findMisfits(converted, structuredClone(converted), {
            ...{ side, asks, before: schemas, after: structuredClone(schemas) },
          });
        expect([...find('keeps'), ...find('gains')]).toEqual([]);
      },
    );
  },
);
