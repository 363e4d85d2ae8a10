import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../config/env.ts';
import type { FrontendChoice } from '../config/frontend-choice.ts';

export interface BuildPlace {
  /** Variable that names the directory. */
  readonly variable: string;
  /** The build in this repository. */
  readonly usual: URL;
  /** File that every build has. */
  readonly file: string;
}

/** A frontend is not built where it should be served. */
function missing({ variable }: BuildPlace, dir: string): ConfigError {
  const problem = `${variable} needs a build in ${dir}: run \`pnpm build\`, or set it to off`;
  return new ConfigError([problem], []);
}

/**
 * Returns the directory of a frontend's build; null where there is none to serve.
 *
 * @throws {ConfigError} when the configuration requires one that is not there.
 */
export function locateBuild(choice: FrontendChoice, place: BuildPlace): string | null {
  if (choice.kind === 'off' || choice.kind === 'elsewhere') return null;
  const named = choice.kind === 'required' ? choice.dir : null;
  const dir = named === null ? fileURLToPath(place.usual) : resolve(named);
  if (existsSync(resolve(dir, place.file))) return dir;
  if (choice.kind === 'if-built') return null;
  throw missing(place, dir);
}
