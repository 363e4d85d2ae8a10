import { IconButton } from '@trastienda/ui/icon-button';
import { Textarea } from '@trastienda/ui/textarea';
import { Bold, Eye, Heading2, Italic, Link, List, Pencil } from 'lucide-react';
import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { wrapSelection } from './wrap-selection.ts';

const TOOLS = [
  { key: 'bold', icon: Bold, before: '<strong>', after: '</strong>' },
  { key: 'italic', icon: Italic, before: '<em>', after: '</em>' },
  { key: 'heading', icon: Heading2, before: '<h2>', after: '</h2>' },
  { key: 'list', icon: List, before: '<ul>\n  <li>', after: '</li>\n</ul>' },
  { key: 'link', icon: Link, before: '<a href="https://">', after: '</a>' },
] as const;

/** The page of the preview: the colors of the browser, no scripts, and no requests but for images. */
function previewOf(html: string): string {
  return `<!doctype html><meta name="color-scheme" content="light dark">${html}`;
}

export interface HtmlInputProps {
  readonly value: string;
  readonly onChange: (html: string) => void;
  readonly onBlur?: () => void;
  readonly name?: string;
  readonly ref?: Ref<{ focus: () => void }>;
}

/** HTML with buttons for the usual elements, and a preview. The server sanitizes what it stores. */
export function HtmlInput({ value, onChange, onBlur, name, ref }: HtmlInputProps) {
  const t = useTranslations('products.editor');
  const textarea = useRef<HTMLTextAreaElement>(null);
  const [isPreview, setIsPreview] = useState(false);
  useImperativeHandle(ref, () => ({ focus: () => textarea.current?.focus() }), []);

  const wrap = (before: string, after: string) => {
    const element = textarea.current;
    if (element === null) return;
    const { selectionStart, selectionEnd } = element;
    const next = wrapSelection(value, [selectionStart, selectionEnd], before, after);
    onChange(next.text);
    // The selection is that of the text that React is about to write.
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(...next.selection);
    });
  };

  return (
    <div className="flex flex-col gap-2">
      <div role="toolbar" aria-label={t('formatting')} className="flex flex-wrap gap-0.5">
        {TOOLS.map(({ key, icon: Icon, before, after }) => (
          <IconButton
            key={key}
            size="sm"
            label={t(`tools.${key}`)}
            icon={<Icon />}
            disabled={isPreview}
            onClick={() => wrap(before, after)}
          />
        ))}
        <IconButton
          size="sm"
          className="ml-auto"
          label={t(isPreview ? 'tools.edit' : 'tools.preview')}
          icon={isPreview ? <Pencil /> : <Eye />}
          aria-pressed={isPreview}
          onClick={() => setIsPreview(!isPreview)}
        />
      </div>
      {isPreview ? (
        <iframe
          title={t('tools.preview')}
          sandbox=""
          srcDoc={previewOf(value)}
          className="h-64 w-full rounded-md border border-border bg-surface"
        />
      ) : (
        <Textarea
          ref={textarea}
          name={name}
          rows={8}
          className="max-h-96 font-mono sm:text-xs"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
          onBlur={onBlur}
        />
      )}
    </div>
  );
}
