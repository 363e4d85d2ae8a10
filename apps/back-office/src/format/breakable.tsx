import { Fragment } from 'react';
import { breakablePieces } from './breakable-pieces.ts';

/** An address that breaks between its parts where it is too long for its place. */
export function Breakable({ address }: { readonly address: string }) {
  return (
    <span className="break-words">
      {breakablePieces(address).map(({ at, text }) => (
        <Fragment key={at}>
          {at > 0 && <wbr />}
          {text}
        </Fragment>
      ))}
    </span>
  );
}
