/** Work counted since the start or the last reset. */
export interface Stats {
  readonly docsExamined: number;
  readonly keysExamined: number;
  /** Namespaces of the collections that were scanned, in their order, each once. */
  readonly collectionScans: readonly string[];
  /** Sorts that no index provided. */
  readonly inMemorySorts: number;
  /** Commands by name. */
  readonly commands: Readonly<Record<string, number>>;
}

/** Counts the work of queries, so that a test can assert that no collection was scanned. */
export class Counters {
  docsExamined = 0;
  keysExamined = 0;
  inMemorySorts = 0;
  private readonly scanned = new Set<string>();
  private readonly commands = new Map<string, number>();

  countScan(namespace: string): void {
    this.scanned.add(namespace);
  }

  countCommand(name: string): void {
    this.commands.set(name, (this.commands.get(name) ?? 0) + 1);
  }

  read(): Stats {
    return {
      docsExamined: this.docsExamined,
      keysExamined: this.keysExamined,
      inMemorySorts: this.inMemorySorts,
      collectionScans: [...this.scanned].sort(),
      commands: Object.fromEntries(this.commands),
    };
  }

  reset(): void {
    this.docsExamined = 0;
    this.keysExamined = 0;
    this.inMemorySorts = 0;
    this.scanned.clear();
    this.commands.clear();
  }
}
