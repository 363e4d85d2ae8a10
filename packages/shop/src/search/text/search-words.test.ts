import { expect, test } from 'vitest';
import { textOfHtml } from './html-words.ts';
import { foldCode, phraseOf, searchWordsOf, spellingsOf } from './search-words.ts';

test.each([
  ["Manteau d'hiver", ['manteau', 'hiver', 'dhiver']],
  ['L’Été dell’acqua', ['ete', 'lete', 'acqua', 'dellacqua']],
  ["Women's Tee", ['womens', 'women', 'tee']],
  ['Off-White T-shirt', ['off', 'white', 'offwhite', 't', 'shirt', 'tshirt']],
  ['13 × 4, 5X5 and 6*6', ['13x4', '5x5', 'and', '6x6']],
  ['Miel 500 g', ['miel', '500', 'g', '500g']],
  ['3 pares', ['3', 'pares']],
  ['Camión ROJO', ['camion', 'rojo']],
])('%j is found by %j', (text, spellings) => {
  expect(spellingsOf(text)).toEqual(spellings);
});

test('a title without its small words tells what it means', () => {
  expect(phraseOf(searchWordsOf('Camisa de lino azul'))).toBe('camisa lino azul');
  expect(phraseOf(searchWordsOf('The Who'))).toBe('who');
  expect(phraseOf(searchWordsOf('de la'))).toBe('de la');
});

test('a code is the same in every way of writing it', () => {
  expect(foldCode('vj14 s verde')).toBe(foldCode('VJ14-S-VERDE'));
});

test('the text of a description has no tags, attributes and entities', () => {
  const html = '<p class="lana">Café &amp; t&#233;,<br>fin</p><a hr';
  expect(spellingsOf(textOfHtml(html))).toEqual(['cafe', 'te', 'fin']);
});
