import { expect, test } from 'vitest';
import { addSection } from './add-section.ts';

test('A section is added before another', () => {
  const page = '# Page\n\n## One\n\nText.\n\n## Last\n\nEnd.\n';
  expect(addSection(page, '## Two\n\nNew.\n', 'Last')).toBe(
    '# Page\n\n## One\n\nText.\n\n## Two\n\nNew.\n\n## Last\n\nEnd.\n',
  );
});

test('A section is added at the end of a page without the other', () => {
  expect(addSection('# Page\n', '## Two\n', 'Last')).toBe('# Page\n\n## Two\n');
});
