import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import type { EmailMessage, Mailer } from './mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
  readonly isSecure: boolean;
}

const MESSAGE: EmailMessage = {
  id: 'mail-1',
  to: { email: 'maria@correo.example', name: 'María López' },
  subject: 'Confirma tu dirección',
  text: 'Hola:\n.\nuna línea\n',
  html: '<p>Hola</p>',
};

const endings: (() => Promise<unknown> | unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function failure(message: string, responseCode: number): Error {
  return Object.assign(new Error(message), { responseCode });
}

function envelopeOf({ envelope, secure }: SMTPServerSession): Omit<Received, 'source'> {
  return {
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    isSecure: secure,
  };
}

/** Starts a real mail server on a free port, with the emails it has received. */
async function startServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        received.push({ ...envelopeOf(session), source: Buffer.concat(chunks).toString('utf8') });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  endings.push(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { received, host: `127.0.0.1:${portOf(server.server)}` };
}

function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function mailerFor(url: string, timeoutMs = 60_000): Mailer {
  const mailer = createSmtpMailer({ url, from: 'Ferretería Ana <tienda@ana.example>', timeoutMs });
  endings.push(() => mailer.close());
  return mailer;
}

describe('an email', () => {
  test('reaches the server whole, with its sender and recipient', async () => {
    const { host, received } = await startServer();
    await mailerFor(`smtp://${host}`).send(MESSAGE);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ from: 'tienda@ana.example', to: ['maria@correo.example'] });
    expect(received[0]?.source).toMatch(/^Message-ID: <mail-1@ana\.example>\r$/m);
    expect(received[0]?.source).toMatch(/Hola:\r\n\.\r\nuna l=C3=ADnea/);
  });

  test('that is sent again has the same Message-ID', async () => {
    const { host, received } = await startServer();
    const mailer = mailerFor(`smtp://${host}`);
    await mailer.send(MESSAGE);
    await mailer.send(MESSAGE);
    const ids = received.map(({ source }) => /^Message-ID: (.*)\r$/m.exec(source)?.[1]);
    expect(ids).toEqual(['<mail-1@ana.example>', '<mail-1@ana.example>']);
  });
});

test('a decoy is composed and reaches no server', async () => {
  const { host, received } = await startServer();
  const mailer = mailerFor(`smtp://${host}`);
  await mailer.dryRun(MESSAGE);
  expect(received).toEqual([]);
  const to = { email: 'a b@correo.example', name: '' };
  await expect(mailer.dryRun({ ...MESSAGE, to })).rejects.toThrow();
});

describe('signing in', () => {
  const authenticated: SMTPServerOptions = {
    authOptional: false,
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, done) {
      if (username === 'ana' && password === 'p:ss/word') done(null, { user: 'ana' });
      else done(failure('no', 535));
    },
  };

  test('uses the name and the password of the URL', async () => {
    const { host, received } = await startServer(authenticated);
    await mailerFor(`smtp://ana:p%3Ass%2Fword@${host}`).send(MESSAGE);
    expect(received).toHaveLength(1);
  });

  test('with a wrong password rejects', async () => {
    const { host, received } = await startServer(authenticated);
    const sent = mailerFor(`smtp://ana:wrong@${host}`).send(MESSAGE);
    await expect(sent).rejects.toMatchObject({ code: 'EAUTH' });
    expect(received).toHaveLength(0);
  });
});

describe('TLS', () => {
  const withStartTls: SMTPServerOptions = { disabledCommands: [] };

  test('is used on this machine if the server supports it', async () => {
    const { host, received } = await startServer(withStartTls);
    await mailerFor(`smtp://${host}`).send(MESSAGE);
    expect(received[0]?.isSecure).toBe(true);
  });

  test('that is required and missing keeps the email and the password back', async () => {
    const passwords: unknown[] = [];
    const { host, received } = await startServer({
      allowInsecureAuth: true,
      onAuth(auth, _session, done) {
        passwords.push(auth.password);
        done(null, { user: 'ana' });
      },
    });
    const sent = mailerFor(`smtp://ana:secret@${host}?tls=required`).send(MESSAGE);
    await expect(sent).rejects.toMatchObject({ code: 'ETLS' });
    expect([passwords, received]).toEqual([[], []]);
  });

  test('that is required needs a trusted certificate', async () => {
    const { host, received } = await startServer(withStartTls);
    const sent = mailerFor(`smtp://${host}?tls=required`).send(MESSAGE);
    await expect(sent).rejects.toThrow(/certificate/);
    expect(received).toHaveLength(0);
  });

  test('is used from the first byte with smtps', async () => {
    const { host, received } = await startServer({ secure: true });
    await mailerFor(`smtps://${host}`).send(MESSAGE);
    expect(received[0]?.isSecure).toBe(true);
  });
});

describe('send rejects, so that the email is retried,', () => {
  test.each([421, 450, 452, 550, 554])(
    'when the server responds %i to the recipient',
    async (code) => {
      const { host } = await startServer({
        onRcptTo: (_address, _session, done) => done(failure('no', code)),
      });
      const sent = mailerFor(`smtp://${host}`).send(MESSAGE);
      await expect(sent).rejects.toMatchObject({ responseCode: code });
    },
  );

  test.each([451, 552])('when the server responds %i to the email', async (code) => {
    const { host } = await startServer({
      onData(stream, _session, done) {
        stream.resume();
        stream.on('end', () => done(failure('no', code)));
      },
    });
    const sent = mailerFor(`smtp://${host}`).send(MESSAGE);
    await expect(sent).rejects.toMatchObject({ responseCode: code });
  });

  test('when no server listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const port = portOf(server);
    await new Promise((resolve) => server.close(resolve));
    const sent = mailerFor(`smtp://127.0.0.1:${port}`).send(MESSAGE);
    await expect(sent).rejects.toMatchObject({ code: expect.stringMatching(/^E/) });
  });

  test('when the server does not respond before the timeout', async () => {
    const server = await startSilentServer();
    const sent = mailerFor(`smtp://127.0.0.1:${portOf(server)}`, 100).send(MESSAGE);
    await expect(sent).rejects.toMatchObject({ code: 'EABORT' });
  });

  test('and sends the next email after a rejected one', async () => {
    let answers = 0;
    const { host, received } = await startServer({
      onRcptTo(_address, _session, done) {
        answers += 1;
        done(answers === 1 ? failure('later', 450) : null);
      },
    });
    const mailer = mailerFor(`smtp://${host}`);
    await expect(mailer.send(MESSAGE)).rejects.toThrow();
    await mailer.send(MESSAGE);
    expect(received).toHaveLength(1);
  });
});

async function startSilentServer(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {});
    endings.push(() => socket.destroy());
  });
  endings.push(() => new Promise((resolve) => server.close(resolve)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
