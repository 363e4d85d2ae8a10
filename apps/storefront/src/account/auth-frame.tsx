import { Card } from '@trastienda/ui/card';
import type { ReactNode } from 'react';
import { AreaTextsProvider } from '../i18n/area-texts.tsx';
import { authTexts } from '../messages/auth.ts';

interface Props {
  readonly title: string;
  readonly text?: string;
  /** Above the form: why the visitor is here. */
  readonly notice?: ReactNode;
  /** Below it: where else to go. */
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

/** The frame of the pages on the way to an account. */
export function AuthFrame({ title, text, notice, foot, children }: Props) {
  return (
    <div className="mx-auto w-full max-w-md py-10 sm:py-16">
      <h1 className="font-display text-3xl tracking-tight">{title}</h1>
      {text !== undefined && <p className="mt-2 text-pretty text-muted">{text}</p>}
      {notice !== undefined && <div className="mt-6">{notice}</div>}
      {children !== undefined && (
        <Card padding="lg" className="mt-6">
          {children}
        </Card>
      )}
      {foot !== undefined && <div className="mt-6 text-center text-muted text-sm">{foot}</div>}
    </div>
  );
}

/** Provides the texts of these pages. */
export function AuthTexts({ children }: { readonly children: ReactNode }) {
  return <AreaTextsProvider texts={authTexts}>{children}</AreaTextsProvider>;
}
