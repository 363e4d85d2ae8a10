import { expect, test } from 'vitest';
import { toScriptJson } from './json-ld.tsx';

test('Texts of a catalog cannot end the script that has them', () => {
  const name = '</script><script>alert(1)</script><!-- & \u2028';
  const json = toScriptJson({ name });
  expect(json).not.toMatch(/[<>&\u2028]/);
  expect(JSON.parse(json)).toEqual({ name });
});
