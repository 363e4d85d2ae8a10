/** A command that works when pasted into a terminal at the repository root. */
export interface FirstStep {
  readonly command: string;
  readonly does: string;
}

export interface FirstStepsOptions {
  readonly url: string;
  /** Settings that commands need to find this shop; null on a database of the operator. */
  readonly settings: ShopSettings | null;
}

export interface ShopSettings {
  readonly dataDir: string;
  /** URL of the server. */
  readonly port: number;
  readonly currency: string;
}

const USUAL: ShopSettings = { dataDir: '.trastienda', port: 3000, currency: 'EUR' };

/** Quotes a word for a POSIX shell. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Returns variables with non-default values, as a prefix of a command. */
function environmentOf({ dataDir, port, currency }: ShopSettings): string {
  const variables = [
    ...(dataDir === USUAL.dataDir ? [] : [`TRASTIENDA_DATA_DIR=${shellWord(dataDir)}`]),
    ...(port === USUAL.port ? [] : [`PORT=${port}`]),
    ...(currency === USUAL.currency ? [] : [`TRASTIENDA_CURRENCY=${currency}`]),
  ];
  return variables.map((variable) => `${variable} `).join('');
}

/** Returns the commands to try first, best first. */
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
