/**
 * `pending`: its files are being stored. `stored`: acknowledged. `deleting`: its files are being
 * removed.
 */
export type MediaStatus = 'pending' | 'stored' | 'deleting';

/** What an upload has made of a file. */
export interface MediaFacts {
  /** Pixels of the largest version. */
  readonly width: number;
  readonly height: number;
  /** Media type of the versions that every program reads. */
  readonly contentType: 'image/jpeg' | 'image/png';
  /** Widths of the versions, ascending; each is there in WebP and in the other format. */
  readonly widths: readonly number[];
  /** Size of the uploaded file. */
  readonly bytes: number;
  readonly fileName: string | null;
}

/** Uploaded image, in `media`. */
export interface MediaDocument extends MediaFacts {
  /** SHA-256 of the uploaded file in hex. */
  readonly _id: string;
  readonly status: MediaStatus;
  /** Sorts by the time of the upload. */
  readonly position: string;
  readonly uploadedAt: Date;
  /**
   * When another process takes over what began: it removes the files of an upload or a deletion that
   * was interrupted. Null once the image is stored.
   */
  readonly leaseUntil: Date | null;
  /** Counts what conflicts with a deletion: a product that begins to show the image. */
  readonly uses: number;
}

export interface MediaState extends Omit<MediaDocument, '_id'> {
  readonly id: string;
}
