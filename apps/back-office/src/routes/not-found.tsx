import { NotFound } from '../errors/page-failure.tsx';

export default function NotFoundPage() {
  return <NotFound />;
}
