/** Callers of a procedure. */
export type Access =
  | { readonly kind: 'account' | 'buyer' | 'public' }
  | { readonly kind: 'staff'; readonly permission: string };

export interface DomainRequest {
  readonly kind: 'domain';
  /** Singular, in kebab case. */
  readonly name: string;
  /** Plural in kebab case; the regular one by default. */
  readonly plural?: string;
}

export interface ProcedureRequest {
  readonly kind: 'procedure';
  /** Path such as `polls.close`. */
  readonly path: string;
  readonly access: Access;
  readonly type: 'query' | 'mutation';
}

export interface JobRequest {
  readonly kind: 'job';
  /** Plural of the domain, in kebab case. */
  readonly domain: string;
  /** What it does, in kebab case: `close-due`. */
  readonly name: string;
}

export interface MigrationRequest {
  readonly kind: 'migration';
  /** What it does, in kebab case: `rename-title`. */
  readonly name: string;
}

/** What to generate. */
export type GeneratorRequest = DomainRequest | ProcedureRequest | JobRequest | MigrationRequest;

/** What is left to do by hand after a generator, one sentence each. */
export type NextSteps = readonly string[];
