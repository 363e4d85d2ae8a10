import { QueryClientProvider } from '@tanstack/react-query';
import { AuthForm, useSession } from '@trastienda/client/react';
import { createRoot } from 'react-dom/client';
import { client, queryClient } from './client.ts';
import { OwnNotes, PublicNotes } from './notes.tsx';

function App() {
  const { account } = useSession(client);
  return (
    <QueryClientProvider client={queryClient}>
      <header>
        <h1>Notes</h1>
        {account && (
          <button type="button" onClick={() => client.auth.signOut.mutate()}>
            Sign {account.name} out
          </button>
        )}
      </header>
      {account === null && <AuthForm client={client} />}
      {account && <OwnNotes key={account.id} accountId={account.id} />}
      <PublicNotes />
    </QueryClientProvider>
  );
}

createRoot(document.getElementById('root') ?? document.body).render(<App />);
