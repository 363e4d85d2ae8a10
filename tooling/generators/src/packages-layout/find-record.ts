import type { Changes } from '../changes.ts';
import { interfaceNamed, objectNamed } from '../edits/find-nodes.ts';
import { importOf } from '../edits/imports.ts';
import { GeneratorError } from '../generator-error.ts';
import { toKebab } from '../names.ts';
import type { ProcedurePath } from '../procedure-names.ts';
import { PATHS } from './paths.ts';

/** The record of a domain's procedures: at the top of the router, or under `admin`. */
export interface FoundRecord {
  /** Object of `root-router.ts` that lists it. */
  readonly parent: 'procedures' | 'admin';
  /** `packages/router/src/admin/products.ts` */
  readonly file: string;
  /** `products` */
  readonly name: string;
  /** Service that its procedures call: a key of the context's services. */
  readonly service: string;
  readonly isNew: boolean;
}

const ROUTER = 'packages/router/src';

/** Returns the record of a domain that has a service, but no procedures here so far. */
function newRecord(changes: Changes, path: ProcedurePath, parent: FoundRecord['parent']) {
  const { domain } = path;
  const folder = `${ROUTER}/${parent === 'admin' ? 'admin' : 'store'}`;
  const services = interfaceNamed(changes.read(PATHS.services), 'Services');
  if (services.getProperty(domain) === undefined) {
    const known = objectNamed(changes.read(PATHS.rootRouter), parent).getProperties();
    const names = known.flatMap((each) => each.getSymbol()?.getName() ?? []);
    throw new GeneratorError(
      `There is no domain ${domain} among the ${parent} of ${PATHS.rootRouter}; it has ${names.join(', ')}.`,
    );
  }
  const [other] = changes.filesWith(folder, `ctx.services.${domain}.`);
  if (other !== undefined) {
    const name = other.getBaseNameWithoutExtension();
    throw new GeneratorError(
      `The procedures of the service ${domain} are in ${folder}/${name}.ts.`,
    );
  }
  const file = `${folder}/${toKebab(domain)}.ts`;
  return { parent, file, name: domain, service: domain, isNew: true };
}

/** Returns the service of most procedures of a record. */
function serviceIn(text: string, domain: string): string {
  const keys = [...text.matchAll(/\bctx\.services\.(\w+)\./g)].map(([, key]) => key ?? domain);
  const countOf = (key: string) => keys.filter((each) => each === key).length;
  return keys.toSorted((a, b) => countOf(b) - countOf(a))[0] ?? domain;
}

/**
 * Finds the record that a procedure is added to.
 * @throws {GeneratorError} when there is none, or it is not in a file of the shop.
 */
export function findRecord(changes: Changes, path: ProcedurePath): FoundRecord {
  if (path.area !== null && path.area !== 'admin') {
    throw new GeneratorError(
      `The procedure "${path.path}" is not a domain and a name, as in polls.close or admin.polls.close.`,
    );
  }
  const parent = path.area ?? 'procedures';
  const root = changes.read(PATHS.rootRouter);
  const property = objectNamed(root, parent).getProperty(path.domain);
  if (property === undefined) return newRecord(changes, path, parent);
  // `orders`, or `orders: adminOrders`.
  const local = /^(?:\w+:\s*)?(\w+)$/.exec(property.getText())?.[1];
  const found = local === undefined ? undefined : importOf(root, local);
  if (found === undefined || !/^\.\/(?:store|admin)\//.test(found.module)) {
    throw new GeneratorError(
      `The procedures of ${path.domain} are not in ${ROUTER}/store or admin; one is added where its package is.`,
    );
  }
  const file = `${ROUTER}/${found.module.slice(2)}`;
  const record = objectNamed(changes.read(file), found.name);
  const service = serviceIn(record.getText(), path.domain);
  return { parent, file, name: found.name, service, isNew: false };
}
