import { linkClass } from '@trastienda/ui/link';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import type { QrCode } from './qr-code.ts';

interface Props {
  readonly secret: string;
  readonly uri: string;
  readonly qrCode: QrCode;
}

/** Returns the secret in groups of four, as people type it. */
function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}

/** What an authenticator app needs to know: as a QR code, as a link for this device, and as text. */
export function TotpEnrollment({ secret, uri, qrCode: { size, path } }: Props) {
  const t = useTranslations('account.security.secondFactor.enroll');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="flex flex-col gap-6 sm:flex-row sm:items-start">
      {/* Dark on light in both themes: many cameras do not read it the other way round. */}
      <svg
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={t('qrCode')}
        shapeRendering="crispEdges"
        className="size-48 shrink-0 rounded-md border"
      >
        <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
      <div className="min-w-0 text-sm">
        <h3 ref={heading} tabIndex={-1} className="font-semibold text-base outline-none">
          {t('title')}
        </h3>
        <ol className="mt-3 list-decimal space-y-2 pl-5">
          <li>{t('scan')}</li>
          <li>{t('type')}</li>
        </ol>
        <p className="mt-4 text-muted">{t('secret')}</p>
        <code className="mt-1 block select-all break-words font-mono">{inGroups(secret)}</code>
        <a href={uri} className={`${linkClass()} mt-4 inline-block sm:hidden`}>
          {t('open')}
        </a>
      </div>
    </div>
  );
}
