import { Project, type SourceFile } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { addErasure, addLateErasure } from './erasure.ts';
import { arrayNamed, callOf, firstObjectOf, interfaceNamed, objectNamed } from './find-nodes.ts';
import { addExport, addImport, importOf } from './imports.ts';
import {
  addArgument,
  addElement,
  addInterfaceProperty,
  addProperty,
  addSeparateProperty,
} from './members.ts';

function fileOf(text: string): SourceFile {
  return new Project({ useInMemoryFileSystem: true }).createSourceFile('/file.ts', text);
}

/** Returns the text after a change, without regard to spaces and trailing commas. */
function after(text: string, change: (file: SourceFile) => void): string {
  const file = fileOf(text);
  change(file);
  return file
    .getFullText()
    .replace(/\s+/g, ' ')
    .replace(/,(?= [})\]])/g, '')
    .replaceAll('"', "'")
    .trim();
}

describe('An import', () => {
  test('joins the one from the same module, in its place', () => {
    const text = `import { a, type C } from 'm';`;
    expect(after(text, (file) => addImport(file, 'm', [{ name: 'B', isType: true }]))).toBe(
      `import { a, type B, type C } from 'm';`,
    );
  });

  test('of a value does not join an import of types', () => {
    const text = `import type { A } from 'm';`;
    expect(after(text, (file) => addImport(file, 'm', [{ name: 'b' }]))).toContain(
      `import { b } from 'm';`,
    );
  });

  test('is added once', () => {
    const text = `import { a } from 'm';`;
    expect(after(text, (file) => addImport(file, 'm', [{ name: 'a' }]))).toBe(text);
  });

  test('of a new module stands between packages and this folder', () => {
    const text = `import { z } from 'zod';\nimport { b } from './b.ts';`;
    expect(after(text, (file) => addImport(file, '../a.ts', [{ name: 'a' }]))).toBe(
      `import { z } from 'zod'; import { a } from '../a.ts'; import { b } from './b.ts';`,
    );
  });
});

describe('The origin of an import', () => {
  test('is found by its name in the file, which the module may not know', () => {
    const file = fileOf(`import { a } from 'm';\nimport { a as b } from 'n';`);
    expect(importOf(file, 'a')).toMatchObject({ module: 'm', name: 'a' });
    expect(importOf(file, 'b')).toMatchObject({ module: 'n', name: 'a' });
    addImport(file, './o.ts', [{ name: 'a', alias: 'c' }]);
    expect(importOf(file, 'c')).toMatchObject({ module: './o.ts', name: 'a' });
  });
});

describe('An export', () => {
  const INDEX = `// Carts\nexport { Cart } from './carts/cart.ts';\n// Stock\nexport { Stock } from './stock/stock.ts';\n`;

  test('of a new group comes with its heading, before the next group', () => {
    const text = after(INDEX, (file) =>
      addExport(file, './polls/poll.ts', [{ name: 'Poll' }], 'Polls'),
    );
    expect(text).toContain(`// Polls export { Poll } from './polls/poll.ts'; // Stock export`);
  });

  test('of a known group stays under its heading', () => {
    const text = after(INDEX, (file) => addExport(file, './stock/a.ts', [{ name: 'A' }]));
    expect(text).toContain(`// Stock export { A } from './stock/a.ts'; export { Stock }`);
  });

  test('of a name that is exported already is refused', () => {
    expect(() => addExport(fileOf(INDEX), './a.ts', [{ name: 'Cart' }])).toThrow('exports Cart');
  });
});

describe('A member', () => {
  test('has its place among sorted ones, after spreads, and its end otherwise', () => {
    const add = (text: string) => after(text, (file) => addProperty(objectNamed(file, 'X'), 'b'));
    expect(add('const X = { ...y, a, c };')).toBe('const X = { ...y, a, b, c };');
    expect(add('const X = { c, a };')).toBe('const X = { c, a, b };');
    expect(add('const X = {} as const;')).toBe('const X = { b } as const;');
  });

  test('of several lines is separated from its neighbors', () => {
    const add = (text: string) => {
      const file = fileOf(text);
      addSeparateProperty(objectNamed(file, 'X'), 'b', '2');
      return file.getFullText().replace(/ +/g, '').replace(/,?\n}/, '\n}');
    };
    expect(add('const X = {\n  a: 1,\n\n  /** Three. */\n  c: 3,\n};')).toBe(
      'constX={\na:1,\n\nb:2,\n\n/**Three.*/\nc:3\n};',
    );
    expect(add('const X = {\n  a: 1,\n};')).toBe('constX={\na:1,\n\nb:2\n};');
    expect(add('const X = {};')).toBe('constX={\nb:2\n};');
  });

  test('that exists already is refused', () => {
    const file = fileOf('const X = { b }; const Y = ["b"]; interface Z { b: 1 } f(b);');
    expect(() => addProperty(objectNamed(file, 'X'), 'b')).toThrow('b is taken in file.ts');
    expect(() => addElement(arrayNamed(file, 'Y'), '"b"')).toThrow('lists "b" already');
    expect(() => addInterfaceProperty(interfaceNamed(file, 'Z'), 'b', '2')).toThrow('b is taken');
    expect(() => addArgument(callOf(file, 'f'), 'b')).toThrow('passes b already');
  });

  test('of something that is missing is refused with the name of what was looked for', () => {
    expect(() => objectNamed(fileOf('const X = 1;'), 'X')).toThrow('file.ts has no object X');
  });
});

describe('The erasure of an account', () => {
  const erase = (options: string) =>
    after(`createAuth(${options});`, (file) =>
      addErasure(firstObjectOf(callOf(file, 'createAuth')), 'polls'),
    );

  test('goes on after what it did before', () => {
    const both = 'await a(id); await database.polls.removeByOwner(id); }';
    expect(erase('{ onDeleting: (id) => a(id) }')).toContain(both);
    expect(erase('{ onDeleting: async (id) => { await a(id); } }')).toContain(both);
  });

  test('begins when there was none', () => {
    expect(erase('{ database }')).toContain(
      'onDeleting: async (accountId) => { await database.polls.removeByOwner(accountId); }',
    );
  });

  test('that cannot be extended is refused', () => {
    expect(() => erase('{ onDeleting }')).toThrow('onDeleting in file.ts is no arrow function');
  });

  test('removes at its end what a late call has added', () => {
    const late = (text: string) => after(text, (file) => addLateErasure(file, 'polls'));
    const deps = 'const { database } = deps;';
    expect(
      late(`async function eraseAccount(deps: Deps, id: string) { ${deps} await a(); }`),
    ).toContain('await a(); await database.polls.removeByOwner(id); }');
    expect(() => late(`function erase() { ${deps} }`)).toThrow('has no function eraseAccount');
    expect(() => late('function eraseAccount(deps: Deps, id: string) {}')).toThrow(
      'file.ts has no variable database',
    );
  });
});
