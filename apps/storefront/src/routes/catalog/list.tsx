import { apiContext } from '../../api/server.ts';
import { sharingContext } from '../../api/sharing.ts';
import { ListPage } from '../../catalog/list-page.tsx';
import { loadList } from '../../catalog/load-list.ts';
import type { Route } from './+types/list.ts';

export function loader({ context, url }: Route.LoaderArgs) {
  context.get(sharingContext).isShared = true;
  return loadList(context.get(apiContext), url);
}

export default function List({ loaderData }: Route.ComponentProps) {
  return <ListPage {...loaderData} />;
}
