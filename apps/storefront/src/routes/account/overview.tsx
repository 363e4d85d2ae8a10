import { OverviewPage } from '../../account/overview-page.tsx';

export default function Overview() {
  return <OverviewPage />;
}
