import { parseArgs } from 'node:util';
import { CreateError } from '../create-error.ts';
import { isTemplate, TEMPLATES, type Template } from '../template.ts';

export const USAGE = `Creates a typed backend on the Trastienda kit, or a whole online shop.

  npm create trastienda [FOLDER] -- [options]

  FOLDER                    folder of the new project; its name becomes the application's
  --template notes | shop   notes: a small application to grow your own from
                            shop: an online shop with its pages, its source owned by you
  --from FOLDER             take the kit from tarballs (pnpm pack:all) instead of npm
  --no-install              do not install the dependencies
  --no-git                  do not begin a git repository with a first commit
  --help, --version

Without a terminal, or with FOLDER and --template, it asks nothing.
`;

export interface Arguments {
  readonly folder: string | null;
  readonly template: Template | null;
  readonly from: string | null;
  readonly install: boolean;
  readonly git: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const OPTIONS = {
  template: { type: 'string' },
  from: { type: 'string' },
  install: { type: 'boolean', default: true },
  git: { type: 'boolean', default: true },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', short: 'v', default: false },
} as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      allowNegative: true,
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CreateError(`${reason}\n\n${USAGE}`);
  }
}

/** Reads the command line. @throws {CreateError} when it cannot be understood. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args);
  const { template = null, from = null, ...flags } = values;
  if (positionals.length > 1) {
    throw new CreateError(`Name one folder, not ${positionals.join(', ')}.\n\n${USAGE}`);
  }
  if (template !== null && !isTemplate(template)) {
    throw new CreateError(`There is no template "${template}": use ${TEMPLATES.join(' or ')}.`);
  }
  return { folder: positionals[0] ?? null, template, from, ...flags };
}
