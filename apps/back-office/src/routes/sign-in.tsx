import { Card } from '@trastienda/ui/card';
import { useNavigate, useSearchParams } from 'react-router';
import { useTranslations } from 'use-intl';
import { returnPathOf } from '../session/return-path.ts';
import { SignInForm } from '../session/sign-in-form.tsx';
import { ShopInitial } from '../shell/shop-initial.tsx';
import { usePageTitle } from '../shell/use-page-title.ts';

export default function SignIn() {
  const t = useTranslations();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  usePageTitle(t('signIn.title'));
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-8 flex flex-col items-center gap-3 text-center">
          <ShopInitial className="size-12 rounded-lg text-2xl" />
          <h1 className="font-display text-2xl tracking-tight">{t('signIn.title')}</h1>
          <p className="-mt-2 text-muted text-sm">{t('signIn.text')}</p>
        </div>
        <Card padding="lg">
          <SignInForm
            hasEnded={params.has('ended')}
            onSignedIn={() => void navigate(returnPathOf(params), { replace: true })}
          />
        </Card>
      </div>
    </main>
  );
}
