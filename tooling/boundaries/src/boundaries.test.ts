import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { importsOf, packageOf, sourceFiles } from './imports.ts';
import { type BoundaryRule, FOLDER_RULES, RULES } from './rules.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Returns why an import is not allowed; undefined when it is. */
function objection(
  { specifier, isTypeOnly }: { specifier: string; isTypeOnly: boolean },
  rule: BoundaryRule,
): string | undefined {
  if (specifier.startsWith('.')) return undefined;
  if (isBuiltin(specifier)) return rule.node ? undefined : `runs where there is no ${specifier}`;
  const name = packageOf(specifier);
  if (name.startsWith('@trastienda/')) {
    if (rule.workspace.includes(name) || rule.workspace.includes(specifier)) return undefined;
    if (!rule.typesOnly?.includes(name)) return `must not import ${name}`;
    return isTypeOnly ? undefined : `may import only types of ${name}`;
  }
  return rule.external?.includes(name) === false ? `must not import ${name}` : undefined;
}

/** Returns the rule of one file: in its folder for Node, a portable package may import Node's modules. */
function ruleOf(path: string, rule: BoundaryRule): BoundaryRule {
  const isForNode = rule.nodeFolder !== undefined && path.startsWith(`${rule.nodeFolder}/`);
  return isForNode ? { ...rule, node: true } : rule;
}

/** Returns the relative imports of a file that leave its folder for more than types. */
function departures({ path, text }: { path: string; text: string }): string[] {
  return importsOf(text)
    .filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
    .map(({ specifier }) => specifier)
    .filter((specifier) => posix.join(posix.dirname(path), specifier).startsWith('..'))
    .map((specifier) => `${path} must not import ${specifier}`);
}

/** The text of a template has imports that are not its own. */
const isTemplate = (path: string) => /(^|\/)templates\//.test(path);

function objections(folder: string, rule: BoundaryRule): string[] {
  return sourceFiles(`${ROOT}${folder}`).flatMap(({ path, text }) => [
    ...(isTemplate(path) ? [] : importsOf(text)).flatMap((found) => {
      const problem = objection(found, ruleOf(path, rule));
      return problem === undefined ? [] : [`${path} ${problem}`];
    }),
    ...(!rule.env && /\bprocess\.env\b/.test(text) ? [`${path} must not read process.env`] : []),
  ]);
}

describe('the dependency directions', () => {
  const folders = ['kit', 'packages', 'apps'].flatMap((parent) =>
    readdirSync(`${ROOT}${parent}`).map((name) => `${parent}/${name}`),
  );

  const isPublished = (folder: string) =>
    !readFileSync(`${ROOT}${folder}/package.json`, 'utf8').includes('"private": true');

  test('are stated for every package, and for published tools', () => {
    const hasManifest = (folder: string) => existsSync(`${ROOT}${folder}/package.json`);
    const tools = readdirSync(`${ROOT}tooling`).map((name) => `tooling/${name}`);
    const packages = [
      ...folders.filter(hasManifest),
      ...tools.filter((folder) => hasManifest(folder) && isPublished(folder)),
    ];
    expect(packages.sort()).toEqual(Object.keys(RULES).sort());
  });

  test.each(Object.entries(RULES))('are kept by %s', (folder, rule) => {
    expect(objections(`${folder}/src`, rule)).toEqual([]);
  });

  test.each(Object.entries(FOLDER_RULES))('are kept by %s, which is apart', (folder, rule) => {
    const files = sourceFiles(`${ROOT}${folder}`);
    expect([...objections(folder, rule), ...files.flatMap(departures)]).toEqual([]);
  });
});

describe('reading imports', () => {
  test('finds every form that the formatter leaves', () => {
    const source = [
      `import 'a';`,
      `import b, { c } from 'b';`,
      `import type { D } from '@x/d/deep';`,
      `import {\n  e,\n  f,\n} from 'e';`,
      `export { g } from './g.ts';`,
      `export type { H } from 'h';`,
      `const i = await import('i');`,
    ].join('\n');
    expect(importsOf(source).map(({ specifier }) => specifier)).toEqual([
      'a',
      'b',
      '@x/d/deep',
      'e',
      './g.ts',
      'h',
      'i',
    ]);
    expect(importsOf(source).filter(({ isTypeOnly }) => isTypeOnly)).toEqual([
      { specifier: '@x/d/deep', isTypeOnly: true },
      { specifier: 'h', isTypeOnly: true },
    ]);
    expect(packageOf('@x/d/deep')).toBe('@x/d');
    expect(packageOf('hono/cors')).toBe('hono');
  });

  test('finds what leaves a folder, except types', () => {
    const text = [
      `import { near } from './near.ts';`,
      `import { up } from '../up.ts';`,
      `import type { Services } from '../../services.ts';`,
      `import { far } from '../../far.ts';`,
    ].join('\n');
    expect(departures({ path: 'deep/a.ts', text })).toEqual([
      'deep/a.ts must not import ../../far.ts',
    ]);
  });

  test('objects to what breaks a rule', () => {
    const rule: BoundaryRule = {
      workspace: ['@trastienda/shop-contract'],
      typesOnly: ['@trastienda/shop-router'],
      external: ['zod'],
      node: false,
      env: false,
    };
    const object = (specifier: string, isTypeOnly = false) =>
      objection({ specifier, isTypeOnly }, rule);
    expect(object('@trastienda/shop-contract')).toBeUndefined();
    expect(object('@trastienda/shop-db')).toBe('must not import @trastienda/shop-db');
    expect(object('@trastienda/shop-router', true)).toBeUndefined();
    expect(object('@trastienda/shop-router')).toBe(
      'may import only types of @trastienda/shop-router',
    );
    const withSubpath = { ...rule, workspace: ['@trastienda/auth/collections'] };
    const objectTo = (specifier: string) =>
      objection({ specifier, isTypeOnly: false }, withSubpath);
    expect(objectTo('@trastienda/auth/collections')).toBeUndefined();
    expect(objectTo('@trastienda/auth')).toBe('must not import @trastienda/auth');
    expect(object('mongoose')).toBe('must not import mongoose');
    expect(object('node:fs')).toBe('runs where there is no node:fs');
    const node = { specifier: 'node:fs', isTypeOnly: false };
    const withFolder: BoundaryRule = { ...rule, nodeFolder: 'node' };
    expect(objection(node, ruleOf('node/serve.ts', withFolder))).toBeUndefined();
    expect(objection(node, ruleOf('nodes.ts', withFolder))).toBeDefined();
  });
});
