import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const RECIPES = fileURLToPath(new URL('../../../examples/recipes/', import.meta.url));
const PAGE = new URL('../../../docs/FRONTENDS.md', import.meta.url);

test.each(readdirSync(RECIPES))(
  'The page about frontends quotes %s, which is type-checked',
  (name) => {
    const program = readFileSync(`${RECIPES}${name}`, 'utf8');
    const language = name.slice(name.lastIndexOf('.') + 1);
    expect(readFileSync(PAGE, 'utf8')).toContain(`\`\`\`${language}\n${program}\`\`\`\n`);
  },
);
