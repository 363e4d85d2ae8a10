import { afterEach, expect, test, vi } from 'vitest';
import { savedViewsOf, withoutView, withView } from './saved-views.ts';

const views = [
  { name: 'Drafts', query: 'status=draft' },
  { name: 'Linen', query: 'search=linen' },
];

afterEach(() => vi.unstubAllGlobals());

test('A view is added at the end, and replaced in its place by one of the same name', () => {
  expect(withView(views, { name: 'New', query: 'sort=newest' }).map(({ name }) => name)).toEqual([
    'Drafts',
    'Linen',
    'New',
  ]);
  expect(withView(views, { name: 'Drafts', query: 'status=draft&sort=newest' })).toEqual([
    { name: 'Drafts', query: 'status=draft&sort=newest' },
    views[1],
  ]);
});

test('A view is removed by its name', () => {
  expect(withoutView(views, 'Drafts')).toEqual([views[1]]);
});

test('Views are kept in the storage of the browser by list, and others do not see them', () => {
  const items = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => items.set(key, value),
  });
  savedViewsOf('kept').set(views);
  expect(savedViewsOf('kept').get()).toEqual(views);
  expect(savedViewsOf('others').get()).toEqual([]);
  expect([...items.keys()]).toEqual(['trastienda.office.views.kept']);
});

test('What an older version or somebody else has stored is left out', () => {
  const text = JSON.stringify([{ name: 'Old' }, 7, views[0]]);
  vi.stubGlobal('localStorage', { getItem: () => text, setItem: () => {} });
  expect(savedViewsOf('damaged').get()).toEqual([views[0]]);
  vi.stubGlobal('localStorage', { getItem: () => '{not json', setItem: () => {} });
  expect(savedViewsOf('unreadable').get()).toEqual([]);
});
