import { readOwnData } from '../../account/read-own-data.ts';
import { requireAccount } from '../../account/require-account.ts';
import { apiContext } from '../../api/server.ts';
import type { Route } from './+types/data.ts';

export const middleware: Route.MiddlewareFunction[] = [requireAccount('/account/privacy')];

/** A copy of what the shop knows of the account, as a file. */
export async function loader({ context }: Route.LoaderArgs) {
  const own = await readOwnData(context.get(apiContext));
  return new Response(JSON.stringify(own, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="account.json"',
      'cache-control': 'no-store',
    },
  });
}
