import { FileDrop } from '@trastienda/ui/file-drop';
import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

export interface CsvDropProps {
  readonly file: File | null;
  readonly onChange: (file: File) => void;
  readonly label: string;
}

/** Takes a CSV by a click or a drop. */
export function CsvDrop({ file, onChange, label }: CsvDropProps) {
  const t = useTranslations('imports');
  const [isRefused, setIsRefused] = useState(false);
  return (
    <FileDrop
      icon={<FileSpreadsheet />}
      accept=".csv,text/csv"
      label={file === null ? label : file.name}
      hint={file === null ? t('csvOnly') : t('size', { size: Math.ceil(file.size / 1024) })}
      error={isRefused && t('csvOnly')}
      onReject={() => setIsRefused(true)}
      onFiles={([chosen]) => {
        setIsRefused(false);
        if (chosen !== undefined) onChange(chosen);
      }}
    />
  );
}
