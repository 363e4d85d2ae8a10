import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type NameOf, printSchema, type Side } from './print-schema.ts';
import { createSchemaNames } from './schema-names.ts';
import { Money, Priced, SCHEMA_CASES, Tree } from './testing/schema-cases.ts';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));
const CASES = fileURLToPath(new URL('./testing/schema-cases.ts', import.meta.url));
const SIDES: readonly Side[] = ['input', 'output'];

const COMPILER_OPTIONS = {
  target: 'ES2023',
  module: 'NodeNext',
  lib: ['ES2023', 'DOM'],
  types: [],
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
};

const HEADER = `import type { z } from 'zod';
import type { SCHEMA_CASES } from '${CASES}';
type IsSame<One, Other> =
  (<T>() => T extends One ? 1 : 2) extends (<T>() => T extends Other ? 1 : 2) ? true : false;
`;

/** Returns the lines of a program that the compiler rejects. */
async function rejectedLines(source: string): Promise<ReadonlyMap<number, string>> {
  const cache = join(PACKAGE, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  // In the package, where the program finds zod.
  const folder = await mkdtemp(join(cache, 'printed-types-'));
  try {
    await writeFile(join(folder, 'printed.ts'), source);
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: ['printed.ts'] }),
    );
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
    const tsc = join(dirname(manifest), 'bin/tsc');
    const output = await promisify(execFile)(process.execPath, [
      tsc,
      '-p',
      folder,
      '--pretty',
      'false',
    ]).then(
      () => '',
      (failure: { stdout: string }) => failure.stdout,
    );
    const errors = output.matchAll(/printed\.ts\((\d+),\d+\): (error .*)/g);
    const rejected = new Map([...errors].map(([, line, error]) => [Number(line), String(error)]));
    if (output !== '' && rejected.size === 0) throw new Error(output);
    return rejected;
  } finally {
    await rm(folder, { recursive: true });
  }
}

const { nameOf, resolve } = createSchemaNames([{ Money, Priced, Tree }], new Set());
const printed = Object.entries(SCHEMA_CASES).flatMap(([name, schema]) =>
  SIDES.map((side) => ({
    name,
    side,
    text: printSchema(schema, { side, path: name, nameOf }),
  })),
);
const inPlace: NameOf = () => null;

describe('the printed type of a schema', () => {
  let failures: ReadonlyMap<string, string>;
  beforeAll(async () => {
    const { declarations } = resolve('');
    let source = `${HEADER}\n${declarations}\n`;
    const lines = new Map<number, string>();
    const add = (key: string, inferred: string, type: string) => {
      lines.set(source.split('\n').length, key);
      source += `true satisfies IsSame<${inferred}, ${type.replaceAll('\n', ' ')}>;\n`;
    };
    for (const { name, side, text } of printed) {
      add(`${name} ${side}`, `z.${side}<typeof SCHEMA_CASES.${name}>`, resolve(text).text);
    }
    add('wrong', 'z.input<typeof SCHEMA_CASES.strings>', 'number');
    const rejected = await rejectedLines(source);
    failures = new Map(
      [...rejected].map(([line, error]) => [lines.get(line) ?? `line ${line}`, error]),
    );
  });

  test.each(printed)('is the $side type that zod infers: $name', ({ name, side }) => {
    expect(failures.get(`${name} ${side}`)).toBeUndefined();
  });

  test('is compared with that type: the wrong one is rejected, and nothing else', () => {
    expect([...failures.keys()]).toEqual(['wrong']);
  });
});

describe('a field', () => {
  const print = (schema: z.ZodType) =>
    printSchema(schema, { side: 'output', path: 'notes.get output', nameOf: inPlace });

  test('has its description as a doc comment, also one that was wrapped', () => {
    const Note = z.object({
      title: z.string().describe('Without markup.').optional(),
      body: z.string().meta({ description: 'Markdown.\nNever */ empty.' }),
    });
    expect(print(Note)).toBe(`{
  /** Without markup. */
  title?: string | undefined;
  /**
   * Markdown.
   * Never *\\/ empty.
   */
  body: string;
}`);
  });
});

describe('an object with further fields', () => {
  test('is printed as an intersection, because its own fields may be of another type', () => {
    const schema = z.object({ at: z.int() }).catchall(z.string());
    expect(printSchema(schema, { side: 'input', path: 'notes.add input', nameOf: inPlace })).toBe(
      '{\n  at: number;\n} & Record<string, string>',
    );
  });
});

describe('a type that a schema does not tell', () => {
  const Unnamed: z.ZodType = z.object({ again: z.lazy(() => Unnamed) });

  test.each([
    ['the output of a transform', z.string().transform(Number), 'the result of a transform'],
    ['a custom check', z.custom<string>(), 'the type of z.custom()'],
    ['an instance of a class of the server', z.instanceof(Map), 'the type of z.custom()'],
    ['a function', z.function() as unknown as z.ZodType, 'a zod schema of the type function'],
    ['a promise', z.promise(z.string()), 'a zod schema of the type promise'],
    ['a recursive schema without a name', Unnamed, 'a schema that contains itself needs a name'],
  ])('is an error that names the field: %s', (_, schema, problem) => {
    const Note = z.object({ tags: z.array(z.object({ value: schema })) });
    const print = () =>
      printSchema(Note, { side: 'output', path: 'notes.get output', nameOf: inPlace });
    expect(print).toThrow(TypeError);
    expect(print).toThrow(/^notes\.get output\.tags\[\]\.value.*: /);
    expect(print).toThrow(problem);
  });
});
