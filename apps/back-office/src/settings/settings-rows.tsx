import { Card, CardBody, CardHeader } from '@trastienda/ui/card';
import { DescriptionItem, DescriptionList } from '@trastienda/ui/description-list';
import type { ReactNode } from 'react';

export interface Setting {
  readonly name: string;
  readonly value: ReactNode;
  /** Where it is set: an environment variable, or a page. */
  readonly source: ReactNode;
}

export interface SettingsCardProps {
  readonly title: string;
  readonly settings: readonly Setting[];
}

/** Settings of one kind, each with where it is set. */
export function SettingsCard({ title, settings }: SettingsCardProps) {
  return (
    <Card padding="none">
      <CardHeader title={title} />
      <CardBody>
        <DescriptionList>
          {settings.map(({ name, value, source }) => (
            <DescriptionItem
              key={name}
              term={
                <>
                  <span className="block text-text">{name}</span>
                  <span className="block break-all text-xs">{source}</span>
                </>
              }
            >
              {value}
            </DescriptionItem>
          ))}
        </DescriptionList>
      </CardBody>
    </Card>
  );
}
