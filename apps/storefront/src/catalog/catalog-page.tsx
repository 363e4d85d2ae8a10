import type { ReactNode } from 'react';
import { AreaTextsProvider } from '../i18n/area-texts.tsx';
import { catalogTexts } from '../messages/catalog.ts';

/** Gives a page the texts of the catalog. */
export function CatalogPage({ children }: { readonly children: ReactNode }) {
  return <AreaTextsProvider texts={catalogTexts}>{children}</AreaTextsProvider>;
}
