/** A command to try, which works as it is when pasted into a terminal at the repository's root. */
export interface FirstStep {
  readonly command: string;
  readonly does: string;
}

export interface FirstStepsOptions {
  readonly url: string;
  /** What a command needs to find this shop; null on a database of the operator's. */
  readonly settings: ShopSettings | null;
}

export interface ShopSettings {
  readonly dataDir: string;
  /** Where the server listens. */
  readonly port: number;
  readonly currency: string;
}

const USUAL: ShopSettings = { dataDir: '.trastienda', port: 3000, currency: 'EUR' };

/** A word for a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The variables that differ from their defaults, to stand before a command. */
function environmentOf({ dataDir, port, currency }: ShopSettings): string {
  const variables = [
    ...(dataDir === USUAL.dataDir ? [] : [`TRASTIENDA_DATA_DIR=${shellWord(dataDir)}`]),
    ...(port === USUAL.port ? [] : [`PORT=${port}`]),
    ...(currency === USUAL.currency ? [] : [`TRASTIENDA_CURRENCY=${currency}`]),
  ];
  return variables.map((variable) => `${variable} `).join('');
}

/** What to try first, best first. */
export function firstSteps({ url, settings }: FirstStepsOptions): readonly FirstStep[] {
  const list = { command: `curl ${url}/trpc/catalog.list`, does: 'lists products' };
  if (settings === null) return [list];
  const env = environmentOf(settings);
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
