import { Button } from '@trastienda/ui/button';
import type { Route } from './+types/home.ts';

export const meta: Route.MetaFunction = () => [{ title: 'Trastienda' }];

export default function Home() {
  return <Button>Trastienda</Button>;
}
