import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { ToastProvider } from '../src/toast.tsx';
import { Actions } from './actions.tsx';
import { Choices } from './choices.tsx';
import { Details } from './details.tsx';
import { Display } from './display.tsx';
import { Forms } from './forms.tsx';
import { Overlays } from './overlays.tsx';

const AREAS: readonly [string, () => ReactNode][] = [
  ['actions', Actions],
  ['forms', Forms],
  ['choices', Choices],
  ['display', Display],
  ['details', Details],
  ['overlays', Overlays],
];

/** `?area=forms` shows one area alone; the hash of `#dialog` opens what it names. */
function Gallery() {
  const chosen = new URLSearchParams(location.search).get('area');
  return (
    <ToastProvider label="Messages" closeLabel="Close">
      <main className="mx-auto flex max-w-6xl flex-col gap-14 px-4 py-10 sm:px-8">
        {AREAS.filter(([name]) => chosen === null || chosen === name).map(([name, Area]) => (
          <section key={name} className="flex flex-col gap-8">
            <Area />
          </section>
        ))}
      </main>
    </ToastProvider>
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Gallery />);
