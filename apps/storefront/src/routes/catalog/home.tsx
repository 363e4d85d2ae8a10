import { apiContext } from '../../api/server.ts';
import { sharingContext } from '../../api/sharing.ts';
import { HomePage } from '../../catalog/home-page.tsx';
import { loadHome } from '../../catalog/load-home.ts';
import type { Route } from './+types/home.ts';

export function loader({ context }: Route.LoaderArgs) {
  context.get(sharingContext).isShared = true;
  return loadHome(context.get(apiContext));
}

export default function Home({ loaderData }: Route.ComponentProps) {
  return <HomePage {...loaderData} />;
}
