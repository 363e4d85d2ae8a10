import { Spinner } from '@trastienda/ui/spinner';

/** A page without words, before its texts are there. */
export function BootScreen() {
  return (
    <div className="grid min-h-dvh place-items-center text-accent" aria-busy="true">
      <Spinner size="lg" />
    </div>
  );
}
