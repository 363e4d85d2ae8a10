import { StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { client } from './client.ts';
import { type Account, Entry } from './entry.tsx';
import { OwnNotes, PublicNotes } from './notes.tsx';

function App() {
  /** Undefined until the server has answered who is signed in. */
  const [account, setAccount] = useState<Account | null>();
  const [version, setVersion] = useState(0);
  useEffect(() => {
    client.account.get.query().then(setAccount, () => setAccount(null));
  }, []);
  const signOut = () => client.auth.signOut.mutate().then(() => setAccount(null));
  return (
    <>
      <header>
        <h1>Notes</h1>
        {account && (
          <button type="button" className="plain" onClick={signOut}>
            Sign {account.name} out
          </button>
        )}
      </header>
      {account === null && <Entry onSignedIn={setAccount} />}
      {account && <OwnNotes version={version} onWritten={() => setVersion(version + 1)} />}
      <PublicNotes version={version} />
    </>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
