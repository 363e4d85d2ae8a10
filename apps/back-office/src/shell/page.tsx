import { PageHeader, type PageHeaderProps } from '@trastienda/ui/page-header';
import type { ReactNode } from 'react';
import { usePageTitle } from './use-page-title.ts';

export interface PageProps extends Omit<PageHeaderProps, 'title' | 'variant' | 'className'> {
  readonly title: string;
  readonly children: ReactNode;
}

/** A page of the back office: its name, in the tab too, its actions and its content. */
export function Page({ title, children, ...header }: PageProps) {
  usePageTitle(title);
  return (
    <>
      <PageHeader {...header} title={title} className="mb-6" />
      {children}
    </>
  );
}
