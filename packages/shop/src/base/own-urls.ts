/** Path of uploaded images at this server; in stored URLs also where they are served by another site. */
export const MEDIA_PATH = '/media';

/** Width that a thumbnail needs on a display with two pixels for each of CSS. */
const THUMBNAIL_WIDTH = 320;

const VERSION = /\/(\d{1,5})\.(jpg|png|webp)$/;

/**
 * URLs of the shop's own images. They are stored as paths, so that they are right when the server is
 * reached at another URL, or its images at another site.
 */
export interface OwnUrls {
  /** Returns an own URL as its path, and any other as it is. */
  toStored(url: string): string;
  /** Returns the URL for browsers. */
  toPublic(stored: string): string;
}

/** Where browsers find the shop's own images; read at each use, because a server learns its port late. */
export interface OwnSites {
  /** URL at which browsers reach the server. */
  readonly publicUrl: () => string;
  /** URL in place of `<publicUrl>/media`; null for that. */
  readonly mediaUrl?: string | null;
}

/** Leaves all URLs as they are. */
export const PLAIN_URLS: OwnUrls = { toStored: (url) => url, toPublic: (stored) => stored };

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** Creates the translation of a shop's own URLs. */
export function createOwnUrls({ publicUrl, mediaUrl = null }: OwnSites): OwnUrls {
  const pairs = () => {
    const server = withoutSlash(publicUrl());
    return [
      { path: MEDIA_PATH, url: mediaUrl === null ? server + MEDIA_PATH : withoutSlash(mediaUrl) },
      { path: '', url: server },
    ];
  };
  return {
    toStored(url) {
      const own = pairs().find((pair) => url.startsWith(`${pair.url}/`));
      return own === undefined ? url : own.path + url.slice(own.url.length);
    },
    toPublic(stored) {
      const own = pairs().find(({ path }) => stored.startsWith(`${path}/`));
      return own === undefined ? stored : own.url + stored.slice(own.path.length);
    },
  };
}

/**
 * Returns the stored URL of the smallest version of an uploaded image that a thumbnail needs; other
 * URLs as they are. An image that is wider has this version.
 */
export function thumbnailOf(stored: string): string {
  const [, width] = stored.startsWith(`${MEDIA_PATH}/`) ? (VERSION.exec(stored) ?? []) : [];
  if (width === undefined || Number(width) <= THUMBNAIL_WIDTH) return stored;
  return stored.replace(VERSION, `/${THUMBNAIL_WIDTH}.$2`);
}
