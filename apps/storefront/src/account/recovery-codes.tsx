import { Alert } from '@trastienda/ui/alert';
import { Button } from '@trastienda/ui/button';
import { Check, Copy, Download, Printer } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';

interface Props {
  readonly codes: readonly string[];
  readonly onClose: () => void;
}

/** Offers a text as a file. */
function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** Recovery codes, which the API shows once. */
export function RecoveryCodes({ codes, onClose }: Props) {
  const t = useTranslations('account.security.codes');
  const [isCopied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const text = `${codes.join('\n')}\n`;
  return (
    <div data-print>
      <h3 ref={heading} tabIndex={-1} className="font-semibold text-base outline-none">
        {t('title')}
      </h3>
      <Alert tone="warning" className="mt-3">
        {t('text')}
      </Alert>
      <ul className="mt-5 grid gap-x-8 gap-y-2 rounded-md bg-sunken p-5 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all tabular-nums">
            {code}
          </li>
        ))}
      </ul>
      <div className="mt-5 flex flex-wrap gap-3 print:hidden">
        <Button
          icon={isCopied ? <Check /> : <Copy />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
        <Button icon={<Download />} onClick={() => download(t('file'), text)}>
          {t('download')}
        </Button>
        <Button icon={<Printer />} onClick={() => print()}>
          {t('print')}
        </Button>
        <Button variant="primary" onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}
