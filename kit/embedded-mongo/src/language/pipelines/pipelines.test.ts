import { expect, describe as group, test } from 'vitest';
import type { Document } from '../../bson/document.ts';
import type { PipelineCase } from '../../conformance/cases/case-types.ts';
import { pipelineCases } from '../../conformance/cases/pipeline-cases.ts';
import { MongoError } from '../../mongo-error.ts';
import { describe } from '../values/describe.ts';
import { isIdentical } from '../values/identical.ts';
import { compilePipeline } from './pipeline.ts';
import { collect, streamOf } from './stage-types.ts';
import { memoryHost } from './testing/memory-host.ts';

async function run(one: PipelineCase): Promise<readonly Document[]> {
  const { host } = memoryHost(one.others ?? {});
  return collect(compilePipeline(one.pipeline).run(streamOf(one.docs, host.pause), host));
}

async function codeOf(one: PipelineCase): Promise<number | undefined> {
  try {
    await run(one);
  } catch (error) {
    if (error instanceof MongoError) return error.code;
    throw error;
  }
  return undefined;
}

async function check(one: PipelineCase): Promise<void> {
  if (one.error !== undefined) {
    expect(await codeOf(one)).toBe(one.error);
    return;
  }
  const result = await run(one);
  const expected = one.result ?? [];
  expect(
    isIdentical([...result], [...expected]),
    `${describe(result)} is not ${describe(expected)}`,
  ).toBe(true);
}

group('pipelines answer as MongoDB documents it', () => {
  test.each(pipelineCases)('$id: $title', check);
});

group('$merge', () => {
  const target = [
    { _id: 1, a: 1, b: 1 },
    { _id: 2, a: 2 },
  ];
  const source = [
    { _id: 1, a: 10 },
    { _id: 3, a: 30 },
  ];

  const merge = async (spec: Document): Promise<readonly Document[]> => {
    const memory = memoryHost({ target });
    await collect(
      compilePipeline([{ $merge: { into: 'target', ...spec } }]).run(
        streamOf(source, memory.host.pause),
        memory.host,
      ),
    );
    return memory.documents('target');
  };

  test('merges fields and inserts new documents by default', async () => {
    expect(await merge({})).toEqual([
      { _id: 1, a: 10, b: 1 },
      { _id: 2, a: 2 },
      { _id: 3, a: 30 },
    ]);
  });

  test('replaces', async () => {
    expect(await merge({ whenMatched: 'replace' })).toEqual([
      { _id: 1, a: 10 },
      { _id: 2, a: 2 },
      { _id: 3, a: 30 },
    ]);
  });

  test('keeps existing documents', async () => {
    expect(await merge({ whenMatched: 'keepExisting', whenNotMatched: 'discard' })).toEqual(target);
  });

  test('runs a pipeline on the existing document, with $$new', async () => {
    const result = await merge({
      whenMatched: [{ $set: { a: { $add: ['$a', '$$new.a'] } } }],
      whenNotMatched: 'discard',
    });
    expect(describe(result)).toBe('[ { _id: 1, a: 11, b: 1 }, { _id: 2, a: 2 } ]');
  });

  test('fails when configured to', async () => {
    await expect(merge({ whenMatched: 'fail' })).rejects.toMatchObject({ code: 11000 });
    await expect(merge({ whenNotMatched: 'fail' })).rejects.toMatchObject({ code: 13113 });
  });

  test('names its target', () => {
    expect(compilePipeline([{ $merge: { into: { db: 'd', coll: 'c' } } }]).mergesInto).toEqual({
      database: 'd',
      collection: 'c',
    });
    expect(compilePipeline([{ $match: {} }]).mergesInto).toBeUndefined();
  });
});

group('a compiled pipeline', () => {
  test('allows a range window only over one ascending field', () => {
    const sum = { s: { $sum: '$a', window: { range: [0, 1] } } };
    const stage = { $setWindowFields: { sortBy: { a: -1 }, output: sum } };
    expect(() => compilePipeline([stage])).toThrow(expect.objectContaining({ code: 8947401 }));
  });

  test('reports its leading filter and sort to the planner', () => {
    const pipeline = compilePipeline([
      { $match: { a: 1 } },
      { $match: { b: 2 } },
      { $sort: { c: 1 } },
    ]);
    expect(pipeline.leadingFilter).toEqual({ $and: [{ a: 1 }, { b: 2 }] });
    expect(pipeline.leadingSort).toEqual({ c: 1 });
  });

  test('stops reading when its limit is reached', async () => {
    let read = 0;
    async function* input(): AsyncGenerator<Document> {
      for (;;) {
        read += 1;
        yield { _id: read };
      }
    }
    await collect(compilePipeline([{ $limit: 3 }]).run(input(), memoryHost({}).host));
    expect(read).toBe(3);
  });

  test('lets the host use an index in a $lookup with variables', async () => {
    const memory = memoryHost({ other: [{ _id: 1, x: 5 }] });
    const pipeline = compilePipeline([
      {
        $lookup: {
          from: 'other',
          let: { k: '$k' },
          pipeline: [{ $match: { $expr: { $eq: ['$x', '$$k'] } } }],
          as: 'found',
        },
      },
    ]);
    await collect(pipeline.run(streamOf([{ k: 5 }], memory.host.pause), memory.host));
    expect(memory.filters).toEqual([{ x: { $eq: 5 } }]);
  });
});
