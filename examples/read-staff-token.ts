import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Returns the development token that `npm start` stores; exits when there is none. */
export async function readStaffToken(command: string): Promise<string> {
  const dataDir = resolve(process.env.TRASTIENDA_DATA_DIR || '.trastienda');
  try {
    return (await readFile(join(dataDir, 'staff-token'), 'utf8')).trim();
  } catch {
    console.error(
      `There is no staff token in ${dataDir}. Start the server first (npm start), say where its data is ` +
        `(TRASTIENDA_DATA_DIR=… ${command}), or pass a token: ${command} URL TOKEN`,
    );
    return process.exit(1);
  }
}
