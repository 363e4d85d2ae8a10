import { PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '../src/alert.tsx';
import { Badge } from '../src/badge.tsx';
import { Button } from '../src/button.tsx';
import { Card, CardBody, CardFooter, CardHeader } from '../src/card.tsx';
import { Checkbox } from '../src/checkbox.tsx';
import { EmptyState } from '../src/empty-state.tsx';
import { SectionHeader } from '../src/section-header.tsx';
import { Skeleton } from '../src/skeleton.tsx';
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeaderCell,
  TableRow,
} from '../src/table.tsx';
import { Tab, TabList, TabPanel, Tabs } from '../src/tabs.tsx';

const ORDERS = [
  { number: '10482', buyer: 'Marta Iglesias', state: 'To pack', tone: 'warning', total: '€ 84.00' },
  { number: '10481', buyer: 'Jon Etxeberria', state: 'Sent', tone: 'positive', total: '€ 129.50' },
  { number: '10480', buyer: 'Inês Carvalho', state: 'Refunded', tone: 'neutral', total: '€ 32.00' },
] as const;

export function Display() {
  const [chosen, setChosen] = useState('10481');
  return (
    <>
      <SectionHeader title="Display" />
      <div className="grid gap-3 md:grid-cols-2">
        <Alert title="Prices changed">Two lines of the cart have new prices.</Alert>
        <Alert tone="positive" title="Saved" />
        <Alert tone="warning" title="Three left" actions={<Button size="sm">Restock</Button>}>
          The blue bowl sells out by Friday.
        </Alert>
        <Alert tone="critical" title="Card declined" onDismiss={() => {}} dismissLabel="Close">
          Your bank refused the payment.
        </Alert>
      </div>
      <Card padding="none">
        <CardHeader
          title="Orders"
          description="The latest three"
          actions={<Button size="sm">Export</Button>}
        />
        <Table label="Orders">
          <TableHead>
            <TableRow>
              <TableHeaderCell>
                <Checkbox aria-label="All" indeterminate />
              </TableHeaderCell>
              <TableHeaderCell sort="descending" onSort={() => {}}>
                Order
              </TableHeaderCell>
              <TableHeaderCell>Buyer</TableHeaderCell>
              <TableHeaderCell>State</TableHeaderCell>
              <TableHeaderCell align="end">Total</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {ORDERS.map((order) => (
              <TableRow
                key={order.number}
                interactive
                selected={order.number === chosen}
                onClick={() => setChosen(order.number)}
              >
                <TableCell>
                  <Checkbox aria-label={order.number} checked={order.number === chosen} readOnly />
                </TableCell>
                <TableCell className="font-medium">{order.number}</TableCell>
                <TableCell>{order.buyer}</TableCell>
                <TableCell>
                  <Badge tone={order.tone} dot>
                    {order.state}
                  </Badge>
                </TableCell>
                <TableCell numeric>{order.total}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <div className="grid items-start gap-6 md:grid-cols-2">
        <Card padding="none">
          <CardHeader title="Details" />
          <CardBody>
            <Tabs defaultValue="items">
              <TabList label="Details">
                <Tab value="items" count={3}>
                  Items
                </Tab>
                <Tab value="payments">Payments</Tab>
                <Tab value="notes">Notes</Tab>
              </TabList>
              <TabPanel value="items">
                <Skeleton shape="text" lines={3} />
                <Skeleton className="mt-4 h-20" />
              </TabPanel>
              <TabPanel value="payments">Paid by card.</TabPanel>
              <TabPanel value="notes">No notes.</TabPanel>
            </Tabs>
          </CardBody>
          <CardFooter>
            <Button>Cancel</Button>
            <Button variant="primary">Save</Button>
          </CardFooter>
        </Card>
        <Card>
          <EmptyState
            icon={<PackageOpen />}
            title="Your cart is empty"
            description="What you add stays here for thirty days, on every device you sign in on."
            actions={<Button variant="primary">Look around</Button>}
            size="sm"
          />
        </Card>
      </div>
    </>
  );
}
