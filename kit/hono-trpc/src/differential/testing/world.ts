/** Something that the code of an application saw or did while a request was served. */
export interface Observation {
  /** Call that it belongs to; null for the request as a whole. */
  readonly call: string | null;
  readonly what: string;
  readonly details: unknown;
}

/** Collects what the application of one side observes. */
export class World {
  #observations: Observation[] = [];
  /** Instances of errors, by the order in which they were reported. */
  readonly #errors = new Set<unknown>();

  observe(call: string | null, what: string, details: unknown = null): void {
    this.#observations.push({ call, what, details: normalize(details) });
  }

  observeError(error: unknown): void {
    this.#errors.add(error);
  }

  /** Returns what was observed since the last time, in order, over all calls of a batch too. */
  take(): unknown {
    const observations = this.#observations;
    const distinctErrors = this.#errors.size;
    this.#observations = [];
    this.#errors.clear();
    return { observations, distinctErrors };
  }
}

/** Makes values comparable that JSON does not tell apart. */
export function normalize(value: unknown): unknown {
  if (value === undefined) return '<undefined>';
  if (typeof value === 'bigint') return `<bigint ${value}>`;
  if (typeof value === 'function') return '<function>';
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return `<date ${value.getTime()}>`;
  if (value instanceof FormData) return ['<form data>', [...value.entries()].map(normalize)];
  if (value instanceof ReadableStream) return '<stream>';
  if (Array.isArray(value)) return value.map(normalize);
  if (typeof value === 'object' && value !== null) {
    // Pairs keep the order of the keys, which applications can see.
    return Object.entries(value).map(([key, one]) => [key, normalize(one)]);
  }
  return value;
}

function describeError(error: Error): unknown {
  const { name, message, cause } = error;
  const code = 'code' in error ? error.code : '<no code>';
  return { name, message, code, cause: cause instanceof Error ? describeError(cause) : '<none>' };
}
