import { MailCheck } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { PageHead } from '../seo/page-head.tsx';

interface Props {
  readonly title: string;
  readonly text: string;
  readonly icon?: ReactNode;
  readonly children?: ReactNode;
}

/** In place of a form that was accepted: what happens next. Takes the focus, so that it is read out. */
export function SentNotice({ title, text, icon = <MailCheck />, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto flex w-full max-w-md flex-col items-center py-16 text-center sm:py-24">
      <PageHead title={title} isIndexed={false} />
      <span
        aria-hidden="true"
        className="mb-6 grid size-14 place-items-center rounded-full bg-accent-soft text-accent [&_svg]:size-7"
      >
        {icon}
      </span>
      <h1 ref={heading} tabIndex={-1} className="font-display text-3xl tracking-tight outline-none">
        {title}
      </h1>
      <p className="mt-3 text-pretty break-words text-muted">{text}</p>
      {children !== undefined && <div className="mt-8 text-muted text-sm">{children}</div>}
    </div>
  );
}
