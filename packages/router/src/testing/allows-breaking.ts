/** Kinds of versions, from the smallest. */
const BUMPS = ['patch', 'minor', 'major'] as const;

type Bump = (typeof BUMPS)[number];

/** Versions of the client, and the changesets that make the next one. */
export interface ClientVersions {
  readonly name: string;
  readonly released: string;
  readonly current: string;
  /** Texts of the pending changesets. */
  readonly changesets: readonly string[];
}

function partsOf(version: string): readonly [major: number, minor: number] {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version) ?? [];
  if (major === undefined || minor === undefined) throw new TypeError(`${version} is no version.`);
  return [Number(major), Number(minor)];
}

/** Returns what a changeset makes of a package, or null. */
function bumpIn(changeset: string, name: string): Bump | null {
  const [, frontMatter = ''] = /^---\r?\n([\s\S]*?)^---/m.exec(changeset) ?? [];
  for (const line of frontMatter.split('\n')) {
    const [, quoted, bump] = /^["']?([^"']+)["']?:\s*(\w+)\s*$/.exec(line) ?? [];
    if (quoted === name) return BUMPS.find((each) => each === bump) ?? null;
  }
  return null;
}

/** Which kind of version tells users of a released one that a change breaks: minor while it is 0.x. */
export function breakingBump(released: string): Bump {
  const [major] = partsOf(released);
  return major === 0 ? 'minor' : 'major';
}

/** Whether the version of the client, or a pending changeset, says that the contract breaks. */
export function allowsBreaking({ name, released, current, changesets }: ClientVersions): boolean {
  const needed = breakingBump(released);
  const isEnough = (bump: Bump) => BUMPS.indexOf(bump) >= BUMPS.indexOf(needed);
  const pending = changesets.flatMap((changeset) => bumpIn(changeset, name) ?? []);
  const [major, minor] = partsOf(released);
  const [newMajor, newMinor] = partsOf(current);
  const isNewer = needed === 'minor' ? newMajor > 0 || newMinor > minor : newMajor > major;
  return isNewer || pending.some(isEnough);
}
