import { expect, test } from 'vitest';
import { nameOfFolder, nameProblem } from './project-name.ts';

test.each(['my-app', 'a', 'notes2', 'x'.repeat(40)])('%s is a name', (name) => {
  expect(nameProblem(name)).toBeNull();
});

test.each([
  ['', 'needed'],
  ['My-App', 'lower case'],
  ['my app', 'lower case'],
  ['../app', 'lower case'],
  ['@me/app', 'lower case'],
  ['app\n', 'lower case'],
  ['.app', 'lower case'],
  ['1app', 'begins with a letter'],
  ['-app', 'begins with a letter'],
  ['app-', 'ends with a letter'],
  ['x'.repeat(41), 'at most 40'],
  ['trastienda', "kit's packages"],
])('%j is no name, and the message says why', (name, why) => {
  expect(nameProblem(name)).toContain(why);
});

test('The name of an application is that of its folder', () => {
  expect(nameOfFolder('work/my-app/')).toBe('my-app');
  expect(nameOfFolder('.')).toBe(process.cwd().split(/[\\/]/).at(-1));
});
