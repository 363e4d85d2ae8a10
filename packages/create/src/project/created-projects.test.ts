import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, posix } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deriveTemplate } from '../derive/derive-template.ts';
import { REPOSITORY } from '../derive/workspace.ts';
import { TEMPLATES } from '../template.ts';
import { readProject } from '../testing/read-project.ts';
import { useTemporaryFolder } from '../testing/temporary-folder.ts';
import { createProject } from './create-project.ts';

interface Manifest {
  readonly name: string;
  readonly private: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const BIOME = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome');
const work = await useTemporaryFolder();
const templates = join(work, 'templates');
for (const template of TEMPLATES) await deriveTemplate(template, templates);

/** Names before and after those of other packages, and as long as they may be. */
const NAMES = ['a', 'my-app', `zebra-${'x'.repeat(34)}`];
const projects = TEMPLATES.flatMap((template) => NAMES.map((name) => ({ template, name })));

async function create(template: (typeof TEMPLATES)[number], name: string): Promise<string> {
  const folder = join(work, template, name);
  if (existsSync(folder)) return folder;
  await createProject({ folder, name, template, tarballFolder: null, templates });
  return folder;
}

test.each(projects)(
  'Linter and formatter have nothing to say of $template as $name',
  async (project) => {
    const cwd = await create(project.template, project.name);
    // Names change what the formatter says, but not what the rules do: these run once.
    const options = project.name === NAMES[0] ? [] : ['--linter-enabled=false'];
    const args = [BIOME, 'check', '--colors=off', ...options];
    const check = promisify(execFile)(process.execPath, args, { cwd });
    const output = await check.then(
      () => '',
      (failure: { stdout: string; stderr: string }) => failure.stdout + failure.stderr,
    );
    expect(output).toBe('');
  },
);

describe.each(TEMPLATES)('The project of %s', async (template) => {
  const folder = await create(template, 'my-app');
  const files = await readProject(folder);
  const manifests = [...files]
    .filter(([path]) => posix.basename(path) === 'package.json')
    .map(([, text]): Manifest => JSON.parse(text));
  const settings: Readonly<Record<'catalog' | 'overrides', Readonly<Record<string, string>>>> =
    parse(files.get('pnpm-workspace.yaml') ?? '');

  test('has private packages of its own scope', () => {
    const names = manifests.map(({ name }) => name);
    const packages = names.filter((name) => name !== 'my-app');
    expect(packages).toHaveLength(names.length - 1);
    expect(packages).toContain('@my-app/api');
    expect(packages.filter((name) => !name.startsWith('@my-app/'))).toEqual([]);
    expect(manifests.filter((manifest) => !manifest.private)).toEqual([]);
  });

  test('takes what it depends on from its own packages or from its catalog', () => {
    const own = new Set(manifests.map(({ name }) => name));
    const wrong = manifests.flatMap(({ name, ...lists }) =>
      Object.entries({
        ...lists.dependencies,
        ...lists.devDependencies,
        ...lists.optionalDependencies,
      })
        .filter(([dependency, version]) => {
          if (own.has(dependency)) return version !== 'workspace:*';
          return version !== 'catalog:' || !(dependency in settings.catalog);
        })
        .map(([dependency, version]) => `${name}: ${dependency}@${version}`),
    );
    expect(wrong).toEqual([]);
  });

  test('overrides nothing of packages that it does not have', () => {
    const parents = Object.keys(settings.overrides).map((name) => name.replace(/(.)>.*$/, '$1'));
    expect(parents).toContain('vite');
    expect(parents.filter((name) => !(name in settings.catalog))).toEqual([]);
  });

  test('installs every package of the kit that its sources name', () => {
    const named = new Set<string>();
    for (const [path, text] of files) {
      if (!/\.(?:[cm]?tsx?|css)$/.test(path)) continue;
      for (const [, name = ''] of text.matchAll(/["'](@trastienda\/[\w-]+)/g)) named.add(name);
    }
    expect(named.size).toBeGreaterThan(3);
    expect([...named].filter((name) => !(name in settings.catalog))).toEqual([]);
  });

  test('names no package of its scope that it does not have', () => {
    const own = new Set([...manifests.map(({ name }) => name), '@my-app/source']);
    const wrong = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/@my-app\/[\w-]+/g)]
        .filter(([name]) => !own.has(name))
        .map(([name]) => `${path}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('has the file of every preset that its settings extend, and of every relative link', () => {
    const missing = [...files].flatMap(([path, text]) => {
      const pattern = path.endsWith('.md')
        ? /\]\((?![a-z]+:|#)([^)#\s]+)/g
        : /(?:"extends": "|^(?:export|import) .* from ')(\.[^"']+)/gm;
      if (!/(?:\.md|tsconfig\S*\.json|\bconfig\.ts)$/.test(path)) return [];
      return [...text.matchAll(pattern)]
        .map(([, target = '']) => target)
        .filter((target) => !existsSync(join(folder, dirname(path), target)))
        .map((target) => `${path}: ${target}`);
    });
    expect(missing).toEqual([]);
  });

  test('keeps nothing of this repository: no template name, no preset, no condition', () => {
    const traces = [...files].flatMap(([path, text]) =>
      [...text.matchAll(/trastienda-app|@trastienda\/source|tooling\/(?:tsconfig|vitest)/g)].map(
        ([trace]) => `${path}: ${trace}`,
      ),
    );
    expect(traces).toEqual([]);
  });

  test('starts and tests by the package manager that it names', () => {
    const root = JSON.parse(files.get('package.json') ?? '{}');
    expect(root.packageManager).toMatch(/^pnpm@\d+\.\d+\.\d+$/);
    expect(root.scripts.start).toBe(`npx -y ${root.packageManager} run serve`);
    expect(root.scripts.test).toBe(`npx -y ${root.packageManager} run verify`);
  });
});

describe('The project of the shop', async () => {
  const folder = await create('shop', 'my-app');

  test('has the frontends and their components as sources', async () => {
    const files = await readProject(folder);
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        'apps/storefront/src/root.tsx',
        'apps/back-office/src/root.tsx',
        'packages/ui/src/button.tsx',
        'tooling/browser/src/front-page.browser.test.ts',
      ]),
    );
    expect(files.get('apps/storefront/src/styles.css')).toContain('@import "@my-app/ui/theme.css"');
  });

  test('builds the frontends before it starts, and before the tests of its server', async () => {
    const read = async (path: string) => JSON.parse(await readFile(join(folder, path), 'utf8'));
    const { scripts } = await read('package.json');
    const { tasks } = await read('turbo.json');
    for (const name of ['@my-app/storefront', '@my-app/back-office']) {
      expect(scripts.serve).toContain(`--filter=${name}...`);
      expect(tasks['@my-app/api#test'].dependsOn).toContain(`${name}#build`);
    }
  });

  test('has the pictures of its README byte by byte', async () => {
    const readme = await readFile(join(folder, 'README.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, path = '']) => path);
    expect(pictures).toHaveLength(2);
    for (const path of pictures) {
      const copy = await readFile(join(folder, path));
      expect(copy.equals(await readFile(join(REPOSITORY, path)))).toBe(true);
    }
  });
});
