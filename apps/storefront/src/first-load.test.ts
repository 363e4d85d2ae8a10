import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { z } from 'zod';

/** The budget of a first load, in bytes of gzip; React and React Router alone are 112,000. */
const MAX_BYTES = 130_000;
/** A list has its filters and sorts, too. */
const MAX_BYTES_OF_LIST = 131_000;

const CLIENT = new URL('../dist/client', import.meta.url).pathname;

const Modules = z.object({ module: z.string(), imports: z.array(z.string()).default([]) });
const Manifest = z.object({
  entry: Modules,
  routes: z.record(z.string(), Modules.extend({ parentId: z.string().optional() })),
});

/** Reads what the build tells browsers about its modules. */
function readManifest(): z.infer<typeof Manifest> {
  const file = readdirSync(`${CLIENT}/assets`).find((name) => name.startsWith('manifest-'));
  const script = readFileSync(`${CLIENT}/assets/${file}`, 'utf8');
  const json = script.slice(script.indexOf('{'), script.lastIndexOf('}') + 1);
  return Manifest.parse(JSON.parse(json));
}

/** Returns the modules that a first load of a route's page needs: those of its parents, too. */
function modulesOf(routeId: string): Set<string> {
  const { entry, routes } = readManifest();
  const modules = new Set([entry.module, ...entry.imports]);
  let id: string | undefined = routeId;
  while (id !== undefined) {
    const route: z.infer<typeof Manifest>['routes'][string] | undefined = routes[id];
    if (route === undefined) throw new Error(`The build has no route ${id}.`);
    for (const module of [route.module, ...route.imports]) modules.add(module);
    id = route.parentId;
  }
  return modules;
}

const weigh = (module: string) => gzipSync(readFileSync(CLIENT + module), { level: 9 }).length;

test.each([
  ['routes/catalog/product', MAX_BYTES],
  ['routes/catalog/home', MAX_BYTES],
  ['routes/catalog/list', MAX_BYTES_OF_LIST],
])('The first load of %s keeps its budget of %i bytes', (route, budget) => {
  const bytes = Array.from(modulesOf(route), weigh).reduce((sum, one) => sum + one, 0);
  expect(bytes).toBeLessThanOrEqual(budget);
});
