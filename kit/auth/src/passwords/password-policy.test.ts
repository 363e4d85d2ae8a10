import { AuthError } from '@trastienda/auth-contract';
import { runCount } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextWords } from './context-words.ts';
import { createPasswordPolicy } from './password-policy.ts';
import { WELL_KNOWN_PHRASES } from './well-known-phrases.ts';

const policy = createPasswordPolicy({ minLength: 15, applicationName: 'Ferretería Ana' });
const owner = ['maria.lopez@correo.example', 'María López'];

function faultOf(password: string, context = owner, { check } = policy): string | null {
  try {
    check(password, 'newPassword', context);
    return null;
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    expect(error.reason).toBe('PASSWORD_UNACCEPTABLE');
    expect(error.details).toMatchObject({ maxLength: 256, problem: expect.any(String) });
    return error.fields?.newPassword?.join() ?? 'no message under the field';
  }
}

describe('length', () => {
  test('is counted in code points, not in UTF-16 units', () => {
    const fourteen = '🌵🧀🚲🎻🐙🌂🧊🥁🍋🔭🧵🎲🦔🛶';
    expect(faultOf(fourteen)).toBe('must have at least 15 characters');
    expect(faultOf(`${fourteen}🪁`)).toBeNull();
  });

  test('is counted after normalization, so that equal-looking passwords have one length', () => {
    const composed = 'zañu korépi müxo';
    const fourteen = composed.slice(0, 14);
    expect(faultOf(fourteen.normalize('NFD'))).toBe('must have at least 15 characters');
    expect(faultOf(composed.normalize('NFD'))).toBeNull();
  });

  test('has an inclusive upper bound', () => {
    const sentence = 'green ladders hum under forty quiet harbours '.repeat(6);
    expect(faultOf(sentence.slice(0, 256))).toBeNull();
    expect(faultOf(sentence.slice(0, 257))).toBe('must have at most 256 characters');
  });
});

describe('guessing', () => {
  test.each([
    'passwordpassword',
    'P4ssw0rd12345678',
    'aaaaaaaaaaaaaaaaaaaa',
    '1234567890123456',
    'qwertyuiopasdfgh',
    '19801980198019801980',
    'administrator1234',
    'contraseña123456',
    'bienvenido123456',
    'administrador2024',
  ])('refuses %s, which is long and yet easy', (password) => {
    expect(faultOf(password)).toBe('is too easy to guess; a few more words help');
  });

  test.each([
    'pelican granite orbit mauve',
    'mi vecina riega tulipanes',
    'Вечером кот считает звёзды',
    '夜明けの猫が静かに星を数えている午後',
    'xK7!pQ2#vLm9@wRz',
  ])('accepts %s: there are no rules of composition', (password) => {
    expect(faultOf(password)).toBeNull();
  });

  test('eight random characters suffice where eight are allowed, a common word does not', () => {
    const short = createPasswordPolicy({ minLength: 8, applicationName: 'Ana' });
    expect(faultOf('xkq7vbnw', owner, short)).toBeNull();
    for (const common of ['password', 'contraseña', 'Bienvenido1', 'verano2024']) {
      expect(faultOf(common, owner, short)).toBe('is too easy to guess; a few more words help');
    }
  });

  test('a text that is not valid Unicode is rejected, because others would have the same hash', () => {
    expect(faultOf('pelican granite \ud800 orbit')).toBe('has characters that are not text');
  });
});

describe('well-known phrases', () => {
  const EASY = 'is too easy to guess; a few more words help';

  test.each([
    'correcthorsebatterystaple',
    'correct horse battery staple',
    'Correct-Horse-Battery-Staple',
    'CorrectHorseBatteryStaple1',
    'CORRECT_HORSE_BATTERY_STAPLE_2024!',
    'c0rrecth0rseb4tterystaple',
    'battery.staple.horse.correct',
    'elpatsyrettabesrohtcerroc',
    'The quick brown fox jumps over the lazy dog',
    'May the Force be with you!',
    'To be, or not to be',
    'En un lugar de la Mancha',
    'Más vale pájaro en mano que ciento volando',
    'masvalepajaroenmanoquecientovolando99',
  ])('are refused: %s', (password) => {
    expect(faultOf(password)).toBe(EASY);
  });

  test('are rejected in every spelling', () => {
    const long = WELL_KNOWN_PHRASES.filter(({ length }) => length >= 15);
    const variant = fc
      .tuple(
        fc.constantFrom(...long),
        fc.infiniteStream(fc.constantFrom('', '', '', ' ', '-', '_', '.', ', ', '! ')),
        fc.infiniteStream(fc.boolean()),
        fc.nat(9999).map(String),
      )
      .map(([phrase, separators, capitals, digits]) => {
        const written = [...phrase].map((letter) => {
          const cased = capitals.next().value ? letter.toUpperCase() : letter;
          return cased + separators.next().value;
        });
        return written.join('') + digits;
      });
    fc.assert(
      fc.property(variant, (password) => {
        expect(faultOf(password)).toBe(EASY);
      }),
      { numRuns: runCount(40, 150) },
    );
  });
});

test('capitals and separators make no rejected password acceptable', () => {
  const word = fc.constantFrom('password', 'dragon', 'maria', 'verano', 'qwerty', '2024', 'kxq');
  const written = fc.tuple(
    fc.array(word, { minLength: 2, maxLength: 4 }),
    fc.constantFrom(' ', '-', '_', '.', ' / '),
    fc.boolean(),
  );
  fc.assert(
    fc.property(written, ([words, separator, isCapital]) => {
      const plain = words.join('');
      if (plain.length < 15 || faultOf(plain) === null) return;
      const cased = isCapital ? words.map((each) => each.toUpperCase()) : words;
      expect(faultOf(cased.join(separator))).not.toBeNull();
    }),
    { numRuns: runCount(40, 150) },
  );
});

test('random characters are accepted, however many of them are punctuation', () => {
  const character = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCodePoint(code));
  const random = fc
    .array(character, { minLength: 20, maxLength: 20 })
    .map((characters) => characters.join(''));
  // None of uniformly random passwords is likely to be weak; with a fixed seed none of these is.
  const unbiased = fc.noBias(random);
  fc.assert(
    fc.property(unbiased, (password) => {
      expect(faultOf(password)).toBeNull();
    }),
    { numRuns: runCount(60, 200), seed: 8 },
  );
});

describe('facts about the owner', () => {
  test.each([
    'maria.lopez@correo.example',
    'Maria-Lopez-Correo',
    'MARÍA LÓPEZ 1990',
    'ferretería ana 24',
    'lopez_ferretería_1',
    'L-Ó-P-E-Z ferretería',
  ])('refuses %s', (password) => {
    expect(faultOf(password)).toBe(
      'must not be made of your name, your email address or the name of this site',
    );
  });

  test('does not spoil a password that contains such a word among others', () => {
    expect(faultOf('maria counts green ladders')).toBeNull();
  });

  test('a word of the context makes a password no harder to guess', () => {
    const password = 'quixbalor ntz1990';
    expect(faultOf(password, [])).toBeNull();
    expect(faultOf(password, ['Quixbalor'])).not.toBeNull();
  });

  test('excludes the last label of the address, which half of all people share', () => {
    const short = createPasswordPolicy({ minLength: 8, applicationName: 'Ana' });
    expect(faultOf('comxkq7v', ['maria@correo.com'], short)).toBeNull();
    expect(faultOf('correoxkq7v', ['maria@correo.com'], short)).not.toBeNull();
  });

  test('costs a bounded time, whatever the name contains', () => {
    expect(contextWords(['uno dos tres cuatro cinco seis siete ocho nueve diez'])).toHaveLength(8);
    expect(contextWords(['aaa aaaa AAA aaaaaa ababab ana Ana ÁNA', 'papa'])).toEqual([
      'papa',
      'ana',
      'ána',
    ]);
  });

  test('may be any text, as a name', () => {
    expect(
      faultOf('pelican granite orbit mauve', ['.*+?^$ {1}()|[]\\', '', '   ', '@']),
    ).toBeNull();
    expect(faultOf('pelican granite orbit mauve', ['w '.repeat(100), 'x'.repeat(200)])).toBeNull();
  });
});
