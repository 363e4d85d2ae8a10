import { Button } from '@trastienda/ui/button';
import { Popover } from '@trastienda/ui/popover';
import { ChevronDown } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { TagInput } from '../forms/tag-input.tsx';

export interface TextsFilterProps {
  readonly label: string;
  readonly value: readonly string[] | undefined;
  readonly onChange: (value: string[] | undefined) => void;
  readonly suggestions?: readonly string[];
}

/** Texts of which an item must have one, such as vendors. The button says which are chosen. */
export function TextsFilter({ label, value = [], onChange, suggestions }: TextsFilterProps) {
  const t = useTranslations('table');
  const [first, ...others] = value;
  const chosen = others.length > 0 ? `${first} +${others.length}` : first;
  return (
    <Popover
      title={label}
      trigger={
        <Button size="sm" iconEnd={<ChevronDown />} className="max-w-56">
          <span className="truncate">{chosen === undefined ? label : `${label}: ${chosen}`}</span>
        </Button>
      }
    >
      <TagInput
        value={value}
        onChange={(texts) => onChange(texts.length > 0 ? texts : undefined)}
        placeholder={t('addText')}
        removeLabel={(text) => t('removeText', { text })}
        {...(suggestions && { suggestions })}
      />
    </Popover>
  );
}
