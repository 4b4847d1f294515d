/** A mail server for tests: keeps what it takes, refuses whom it is told to, and can be asked to hang after taking. */
import { simpleParser, type ParsedMail } from 'mailparser';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  url: string;
  mails: { to: string; mail: ParsedMail; raw: Buffer }[];
  /** Recipients that are refused. */
  refused: Set<string>;
  /** Recipients whose mail is taken once, and the line cut before the sender is told so. */
  cut: Set<string>;
  /** Called once a mail is taken, before the sender is told so; the sender is told when it resolves. */
  taken: (to: string) => Promise<void>;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = [];
  const refused = new Set<string>();
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) =>
      done(refused.has(address) ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join();
      buffer(stream)
        .then(async (raw) => {
          mails.push({ to, raw, mail: await simpleParser(raw) });
          return server.taken(to);
        })
        .then(() => {
          if (server.cut.delete(to)) for (const line of lines) line.destroy();
        })
        .then(() => done(), done);
    },
  });
  smtp.on('error', () => undefined);
  const lines = new Set<Socket>();
  smtp.server.on('connection', (line: Socket) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const server: MailServer = {
    url: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    mails,
    refused,
    cut: new Set(),
    taken: () => Promise.resolve(),
    close: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}
