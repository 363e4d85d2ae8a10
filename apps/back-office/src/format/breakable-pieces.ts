/** A piece of an address, and where in the address it begins. */
export interface Piece {
  readonly at: number;
  readonly text: string;
}

/** Splits an address of the web or of email where a long one may go on in the next line. */
export function breakablePieces(address: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const text of address.split(/(?=@)|(?<=[^/]\/(?!\/)|[?&=])/)) {
    pieces.push({ at, text });
    at += text.length;
  }
  return pieces;
}
