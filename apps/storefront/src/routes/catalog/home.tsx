import { PageHead } from '../../seo/page-head.tsx';
import { useShellData } from '../../shell/shell-data.ts';

export default function Home() {
  const { shop } = useShellData() ?? {};
  return (
    <div className="py-16">
      <PageHead />
      <h1 className="font-display text-4xl">{shop?.name}</h1>
    </div>
  );
}
