import type { Changes } from '../changes.ts';
import { GeneratorError } from '../generator-error.ts';

/** Names of the packages of a shop; those of a created shop carry its own name. */
export interface PackageNames {
  readonly contract: string;
  readonly db: string;
  readonly shop: string;
}

/** The names in the templates. */
const TEMPLATE_NAMES: PackageNames = {
  contract: '@trastienda/shop-contract',
  db: '@trastienda/shop-db',
  shop: '@trastienda/shop',
};

function nameOf(changes: Changes, folder: string): string {
  const path = `packages/${folder}/package.json`;
  const manifest: unknown = JSON.parse(changes.readText(path));
  const hasName = typeof manifest === 'object' && manifest !== null && 'name' in manifest;
  if (hasName && typeof manifest.name === 'string') return manifest.name;
  throw new GeneratorError(`${path} has no name.`);
}

/** Reads the names of a shop's packages from their manifests. */
export function readPackageNames(changes: Changes): PackageNames {
  return {
    contract: nameOf(changes, 'contract'),
    db: nameOf(changes, 'db'),
    shop: nameOf(changes, 'shop'),
  };
}

/** Puts the names of a shop's packages into the text of a template. */
export function withPackageNames(text: string, names: PackageNames): string {
  const byTemplateName = new Map([
    [TEMPLATE_NAMES.contract, names.contract],
    [TEMPLATE_NAMES.db, names.db],
    [TEMPLATE_NAMES.shop, names.shop],
  ]);
  return text.replaceAll(
    /'(@trastienda\/shop[a-z-]*)'/g,
    (_, name) => `'${byTemplateName.get(name) ?? name}'`,
  );
}
