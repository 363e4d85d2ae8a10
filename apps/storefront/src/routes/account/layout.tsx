import { Outlet } from 'react-router';
import { AccountNav } from '../../account/account-nav.tsx';
import { accountContext, requireAccount } from '../../account/require-account.ts';
import { AreaTextsProvider } from '../../i18n/area-texts.tsx';
import { accountTexts } from '../../messages/account.ts';
import type { Route } from './+types/layout.ts';

export const middleware: Route.MiddlewareFunction[] = [requireAccount()];

export async function loader({ context }: Route.LoaderArgs) {
  return { account: context.get(accountContext) };
}

/** What surrounds the pages of an account. */
export default function AccountLayout() {
  return (
    <AreaTextsProvider texts={accountTexts}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 pt-6 sm:pt-10 lg:grid-cols-[13rem_minmax(0,1fr)]">
        <AccountNav />
        <div className="min-w-0 max-w-3xl pt-8 lg:pt-0">
          <Outlet />
        </div>
      </div>
    </AreaTextsProvider>
  );
}
