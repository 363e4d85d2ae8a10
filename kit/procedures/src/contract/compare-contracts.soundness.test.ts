import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareContracts } from './compare-contracts.ts';
import { contractOfSchemas } from './testing/contract-of.ts';
import { schemaOf, specPairs, valuesOf } from './testing/schema-specs.ts';

const RUNS = { numRuns: 300 };
const VALUES = 6;

/** Schemas before and after a change, and values of one of them. */
const changes = (side: 'before' | 'after') =>
  specPairs().chain((pair) => {
    const values = fc.array(valuesOf(pair[side === 'before' ? 0 : 1]), { minLength: VALUES });
    return fc.tuple(fc.constant(pair), values);
  });

test('What a client sent before a compatible change of an input is accepted after it', () => {
  let compatible = 0;
  fc.assert(
    fc.property(changes('before'), ([[before, after], values]) => {
      const [old, current] = [schemaOf(before, 'input'), schemaOf(after, 'input')];
      const found = compareContracts(
        contractOfSchemas({ input: old }),
        contractOfSchemas({ input: current }),
      );
      if (found.some(({ kind }) => kind === 'breaking')) return;
      compatible += 1;
      const accepted = values.filter((value) => old.safeParse(value).success);
      expect(accepted.filter((value) => !current.safeParse(value).success)).toEqual([]);
    }),
    RUNS,
  );
  expect(compatible).toBeGreaterThan(RUNS.numRuns / 10);
});

test('What a server sends after a compatible change of an output has the form of before', () => {
  let compatible = 0;
  fc.assert(
    fc.property(changes('after'), ([[before, after], values]) => {
      const [old, current] = [schemaOf(before, 'output'), schemaOf(after, 'output')];
      const found = compareContracts(
        contractOfSchemas({ output: old }),
        contractOfSchemas({ output: current }),
      );
      if (found.some(({ kind }) => kind === 'breaking')) return;
      compatible += 1;
      const known = schemaOf(before, 'answers');
      const sent = values.flatMap((value) => {
        const { success, data } = current.safeParse(value);
        return success ? [data] : [];
      });
      expect(sent.filter((value) => !known.safeParse(value).success)).toEqual([]);
    }),
    RUNS,
  );
  expect(compatible).toBeGreaterThan(RUNS.numRuns / 10);
});

test('Undoing a change by which clients gained something breaks them', () => {
  fc.assert(
    fc.property(specPairs(), ([before, after]) => {
      const [one, other] = [before, after].map((spec) =>
        contractOfSchemas({ output: schemaOf(spec, 'output') }),
      );
      if (one === undefined || other === undefined) return;
      const has = (kind: string, changed: ReturnType<typeof compareContracts>) =>
        changed.some((change) => change.kind === kind);
      const done = compareContracts(one, other);
      const undone = compareContracts(other, one);
      expect(has('breaking', undone) || !has('compatible', done)).toBe(true);
    }),
    { numRuns: 100 },
  );
});
