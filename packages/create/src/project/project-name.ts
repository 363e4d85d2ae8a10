import { basename, resolve } from 'node:path';

const MAX_LENGTH = 40;
/** The kit's own scope: an application of this name would hide the kit's packages. */
const RESERVED = 'trastienda';

/** Returns why a name cannot be that of an application; null when it can. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'A name is needed.';
  if (name.length > MAX_LENGTH) return `A name has at most ${MAX_LENGTH} characters.`;
  if (!/^[a-z0-9-]+$/.test(name)) {
    return `"${name}" cannot be a name: use lower case letters, digits and hyphens, such as my-app.`;
  }
  if (!/^[a-z]/.test(name) || name.endsWith('-')) {
    return `"${name}" cannot be a name: it begins with a letter and ends with a letter or a digit.`;
  }
  return name === RESERVED ? `"${name}" is the scope of the kit's packages; choose another.` : null;
}

/** Returns the name of the application in a folder, which is the folder's own. */
export function nameOfFolder(folder: string): string {
  return basename(resolve(folder));
}
