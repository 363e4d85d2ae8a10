import { readFile } from 'node:fs/promises';

/** Content of a file: text, or the bytes of what is none, such as a picture or a font. */
export type FileContent = string | Buffer;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads a file as text if it is valid UTF-8 without zeros, otherwise as bytes, which nothing changes. */
export async function readContent(path: string): Promise<FileContent> {
  const bytes = await readFile(path);
  if (bytes.includes(0)) return bytes;
  try {
    return utf8.decode(bytes);
  } catch {
    return bytes;
  }
}
