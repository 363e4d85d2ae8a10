import { Heart, Plus, Search, ShoppingBag } from 'lucide-react';
import { Badge } from '../src/badge.tsx';
import { Button } from '../src/button.tsx';
import { IconButton } from '../src/icon-button.tsx';
import { TextLink } from '../src/link.tsx';
import { PageHeader } from '../src/page-header.tsx';
import { SectionHeader } from '../src/section-header.tsx';
import { Spinner } from '../src/spinner.tsx';

const TONES = ['neutral', 'accent', 'positive', 'warning', 'critical', 'info'] as const;

export function Actions() {
  return (
    <>
      <PageHeader
        variant="display"
        title="Things made by hand, kept for years"
        description="Stoneware, linen and oak from eleven workshops between Ronda and the Ribeira Sacra."
      />
      <PageHeader
        title="Order 10482"
        status={
          <Badge tone="warning" dot>
            To pack
          </Badge>
        }
        description="Placed by Marta Iglesias on 14 March, 10:42"
        actions={
          <>
            <Button>Print slip</Button>
            <Button variant="primary">Fulfil items</Button>
          </>
        }
      />
      <SectionHeader title="Buttons" description="One primary button a page." />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" icon={<ShoppingBag />}>
          Add to cart
        </Button>
        <Button>Secondary</Button>
        <Button variant="ghost">Ghost</Button>
        <Button variant="critical">Delete</Button>
        <Button variant="primary" loading>
          Saving changes
        </Button>
        <Button disabled>Disabled</Button>
        <Button render={<a href="#link">As a link</a>} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" size="sm" icon={<Plus />}>
          Small
        </Button>
        <Button size="sm">Small</Button>
        <Button variant="primary" size="lg">
          Large
        </Button>
        <Button size="lg">Large</Button>
        <IconButton label="Search" icon={<Search />} />
        <IconButton label="Keep" icon={<Heart />} variant="secondary" />
        <IconButton label="Add" icon={<Plus />} variant="primary" size="sm" />
        <Spinner label="Loading" />
      </div>
      <div className="flex flex-wrap gap-2">
        {TONES.map((tone) => (
          <Badge key={tone} tone={tone} dot={tone !== 'accent'}>
            {tone}
          </Badge>
        ))}
      </div>
      <p className="max-w-prose">
        Glazed twice and fired at 1,240 degrees; <TextLink href="#glaze">how we glaze</TextLink>{' '}
        says why no two are the same.{' '}
        <TextLink tone="muted" href="#care">
          Care
        </TextLink>
      </p>
    </>
  );
}
