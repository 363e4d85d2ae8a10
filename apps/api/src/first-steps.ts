/** A command to try, which works as it is when pasted into a terminal at the repository's root. */
export interface FirstStep {
  readonly command: string;
  readonly does: string;
}

export interface FirstStepsOptions {
  readonly url: string;
  /** Null on a database of the operator's, where nothing is tried out. */
  readonly dataDir: string | null;
}

const DEFAULT_DATA_DIR = '.trastienda';

/** A word for a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** What to try first, best first. */
export function firstSteps({ url, dataDir }: FirstStepsOptions): readonly FirstStep[] {
  const list = { command: `curl ${url}/trpc/catalog.list`, does: 'lists products' };
  if (dataDir === null) return [list];
  // The commands find the database and the staff token in the same directory as the server.
  const env = dataDir === DEFAULT_DATA_DIR ? '' : `TRASTIENDA_DATA_DIR=${shellWord(dataDir)} `;
  return [
    {
      command: `${env}npm run example:buy ${url}`,
      does: 'buys two products, pays, refunds one, shows the books',
    },
    { command: `npm run example ${url}`, does: 'lists, searches and reads products' },
    list,
    {
      command: `${env}npm run shop create-owner you@example.com`,
      does: 'makes you the owner, and prints how to sign in',
    },
    { command: `${env}npm run shop check`, does: 'looks for what must never be in the database' },
    { command: `${env}npm run shop help`, does: 'lists the other commands' },
  ];
}
