import type { Actor } from '@trastienda/base';

export const DOWNLOADS_ENDPOINT = '/downloads';

/** A file that is made while it is sent. */
export interface DownloadedFile {
  /** Name for saving it: letters, digits, dots and hyphens. */
  readonly fileName: string;
  /** As `text/csv; charset=utf-8`. */
  readonly mediaType: string;
  /** Parts of the file. The next one is made when the caller has room for it. */
  readonly chunks: AsyncIterable<string>;
}

/** A request for a file. */
export interface DownloadCall<Input> {
  readonly actor: Actor;
  readonly input: Input;
}

/**
 * A file at `GET /downloads/<path>`, for callers with a permission. Sessions, API keys, limits and logs
 * are those of calls; an answer that has begun and fails is broken off.
 */
export interface Download<Input = unknown> {
  /** Path below `/downloads`: `reports/sales.csv`. */
  readonly path: string;
  /** Permission of the caller. */
  readonly access: string;
  /** Points that it consumes of the caller's limit. */
  readonly cost: number;
  /** Schema of the parameters of the query, each of which is a text. */
  readonly input: {
    safeParse(
      parameters: unknown,
    ): { readonly success: true; readonly data: Input } | { success: false; error: Error };
  };
  open(call: DownloadCall<Input>): DownloadedFile;
}

/** Defines a download, whose input is typed by its schema. */
export function defineDownload<Input>(download: Download<Input>): Download {
  return {
    ...download,
    // The handler passes what the schema has parsed.
    open: ({ actor, input }) => download.open({ actor, input: input as Input }),
  };
}
