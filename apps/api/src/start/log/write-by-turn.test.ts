import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { writeByTurn } from './write-by-turn.ts';

const before = process.listeners('exit');

afterEach(() => {
  for (const listener of process.listeners('exit')) {
    if (!before.includes(listener)) process.off('exit', listener);
  }
});

function createLines() {
  const written: string[] = [];
  const lines = writeByTurn({ write: (text) => void written.push(text) });
  return { lines, written };
}

test('The lines of a turn are written at once, in order, and those of the next turn after them', async () => {
  const { lines, written } = createLines();
  lines.write('a\n');
  lines.write('b\n');
  expect(written).toEqual([]);
  await nextTurn();
  expect(written).toEqual(['a\nb\n']);
  lines.write('c\n');
  await nextTurn();
  await nextTurn();
  expect(written).toEqual(['a\nb\n', 'c\n']);
});

test('Many lines of one turn do not gather without bound', () => {
  const { lines, written } = createLines();
  for (let line = 0; line < 100; line += 1) lines.write(`${'x'.repeat(999)}\n`);
  expect(written.join('').length).toBeGreaterThan(64_000);
});

test('A fatal line of pino is written at once, so that what is printed next comes after it', () => {
  const written: string[] = [];
  const lines = writeByTurn({ write: (text) => void written.push(text) });
  const log = pino({ base: null }, lines);
  log.info('before');
  log.fatal('last');
  expect(written.join('')).toMatch(/before.*\n.*last/);
});

test.each(['exits', 'throws'])('A process that %s writes its last lines', async (end) => {
  const module = fileURLToPath(new URL('write-by-turn.ts', import.meta.url));
  const program = `
    import { writeSync } from 'node:fs';
    import { writeByTurn } from ${JSON.stringify(module)};
    const lines = writeByTurn({ write: (text) => writeSync(1, text) });
    lines.write('last words');
    ${end === 'exits' ? 'process.exit(3);' : "throw new Error('no');"}
  `;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
  const child = execFile(process.execPath, args, {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const [code] = await once(child, 'close');
  expect({ code, output }).toEqual({ code: end === 'exits' ? 3 : 1, output: 'last words' });
});
