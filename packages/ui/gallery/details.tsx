import { Euro } from 'lucide-react';
import { Avatar } from '../src/avatar.tsx';
import { Breadcrumbs } from '../src/breadcrumbs.tsx';
import { Button } from '../src/button.tsx';
import { Card } from '../src/card.tsx';
import { DescriptionItem, DescriptionList } from '../src/description-list.tsx';
import { Disclosure } from '../src/disclosure.tsx';
import { ErrorState } from '../src/error-state.tsx';
import { Kbd } from '../src/kbd.tsx';
import { Pagination } from '../src/pagination.tsx';
import { Price } from '../src/price.tsx';
import { Progress } from '../src/progress.tsx';
import { SectionHeader } from '../src/section-header.tsx';
import { StatTile } from '../src/stat-tile.tsx';
import { TabLinks } from '../src/tab-links.tsx';
import { Timeline, TimelineItem } from '../src/timeline.tsx';
import { Tooltip } from '../src/tooltip.tsx';

export function Details() {
  return (
    <>
      <Breadcrumbs
        label="Path"
        items={[{ label: 'Shop', href: '#' }, { label: 'Kitchen', href: '#' }, { label: 'Bowls' }]}
      />
      <SectionHeader title="Details" />
      <div className="grid gap-4 sm:grid-cols-3">
        <StatTile
          label="Sales today"
          value="€ 1,284"
          change="+12 %"
          changeTone="positive"
          hint="9 orders"
          icon={<Euro />}
        />
        <StatTile
          label="To pack"
          value="4"
          hint="Two since yesterday"
          render={<a href="#pack" />}
        />
        <StatTile label="Low stock" value="11" change="+3" changeTone="warning" />
      </div>
      <TabLinks
        label="Views"
        items={[
          { key: 'all', label: 'All', count: 128, current: true, render: <a href="#all">All</a> },
          {
            key: 'open',
            label: 'Open',
            count: 4,
            current: false,
            render: <a href="#open">Open</a>,
          },
        ]}
      />
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Card>
          <Timeline label="What happened">
            <TimelineItem title="Sent" time="16 March, 09:10" tone="positive" actor="Jon">
              Correos, PQ4F12
            </TimelineItem>
            <TimelineItem title="Paid" time="14 March, 10:43" tone="accent" />
            <TimelineItem title="Placed" time="14 March, 10:42" />
          </Timeline>
        </Card>
        <Card className="flex flex-col gap-6">
          <DescriptionList>
            <DescriptionItem term="Items">€ 84.00</DescriptionItem>
            <DescriptionItem term="Shipping">€ 4.90</DescriptionItem>
            <DescriptionItem term="Total" strong>
              € 88.90
            </DescriptionItem>
          </DescriptionList>
          <div className="flex flex-wrap items-center gap-4">
            <Price current="€ 42.00" compareAt="€ 55.00" size="lg" note="incl. VAT" />
            <Avatar name="Marta Iglesias" />
            <Avatar name="Jon" size="sm" />
            <span className="text-muted text-sm">
              <Kbd>Ctrl</Kbd> <Kbd>K</Kbd>
            </span>
            <Tooltip label="Copies the number">
              <Button size="sm">Copy</Button>
            </Tooltip>
          </div>
          <Progress label="Import" value={64} valueText="256 of 400" />
          <Progress label="Preparing" value={null} />
          <div>
            <Disclosure title="Care" defaultOpen>
              Dishwasher yes, microwave no.
            </Disclosure>
            <Disclosure title="Shipping">Three days.</Disclosure>
          </div>
        </Card>
        <Card padding="none">
          <ErrorState
            size="sm"
            title="The orders could not be loaded"
            description="The shop did not answer in time."
            detail="req_01J9X"
            actions={<Button>Try again</Button>}
          />
        </Card>
        <Pagination
          label="Pages"
          previous={{ label: 'Previous', available: false }}
          next={{ label: 'Next', onClick: () => {} }}
          summary="1 to 20"
        />
      </div>
    </>
  );
}
