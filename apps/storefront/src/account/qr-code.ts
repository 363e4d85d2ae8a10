import { encode } from 'uqr';

/** A QR code as the path of an SVG. */
export interface QrCode {
  /** Width and height in modules, with the quiet zone. */
  readonly size: number;
  readonly path: string;
}

/** Modules of the quiet zone around a code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** Draws a text as a QR code. Runs on the server: no browser loads the library. */
export function drawQrCode(text: string): QrCode {
  const { data, size } = encode(text, { border: QUIET_ZONE });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { size, path };
}
