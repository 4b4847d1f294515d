/** Mail: an edition as a message, written to a file or handed to a mail server. */
import { createTransport } from 'nodemailer';
import { createHash } from 'node:crypto';
import { Halt, TryLater } from '../model/errors.js';
import type { Rendered } from './render-digest.js';

export interface Envelope {
  from: string;
  to: string;
  /** Day of the edition, ISO. */
  date: string;
  /** ISO instant: what was known then is told; null where nobody will ask. */
  asOf?: string | null;
  /** Subscription by which it goes out; null for an edition asked for by hand. */
  subscription?: string | null;
  /** Address that ends the subscription when it is posted to (RFC 8058); null where there is none. */
  leave?: string | null;
  /** It may have reached the receiver before. */
  repeated?: boolean;
}

/** A mail to the sender that asks for no more; what comes in is carried out by `pantau unsubscribe ADDRESS`. */
function unsubscribeAddress(from: string, subscription: string | null): string {
  const [, named] = /<([^<>]+)>/.exec(from) ?? [];
  const subject = ['unsubscribe', ...(subscription === null ? [] : [subscription])].join(' ');
  return `mailto:${(named ?? from).trim()}?subject=${encodeURIComponent(subject)}`;
}

/** One click ends it where there is an address for that; a mail does for receivers that know no other way. */
function unsubscribeHeaders({ from, subscription = null, leave = null }: Envelope): Record<string, string> {
  const ways = [...(leave === null ? [] : [leave]), unsubscribeAddress(from, subscription)];
  return {
    'List-Unsubscribe': ways.map((way) => `<${way}>`).join(', '),
    ...(leave === null ? {} : { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
  };
}

/** Mail of an edition for one receiver; the same edition to the same receiver has the same Message-ID. */
function message(rendered: Rendered, envelope: Envelope) {
  const { from, to, date, asOf = null, subscription = null, repeated = false } = envelope;
  const id = createHash('sha256').update(`${date}\n${to}\n${rendered.key}`).digest('hex').slice(0, 32);
  return {
    from,
    to,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    date: new Date(asOf ?? `${date}T23:59:59+07:00`),
    messageId: `<${id}@digest.pantau>`,
    headers: {
      'X-Pantau-Edition': date,
      ...(asOf === null ? {} : { 'X-Pantau-As-Of': asOf }),
      ...(repeated ? { 'X-Pantau-Repeated': 'possibly' } : {}),
      'Auto-Submitted': 'auto-generated',
      ...unsubscribeHeaders(envelope),
    },
    list: { id: { url: `${subscription ?? 'digest'}.digest.pantau`, comment: 'Pantau Netralitas' } },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** The message as bytes, as they would go over the wire. */
export async function writeMail(rendered: Rendered, envelope: Envelope): Promise<Buffer> {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const info = await transport.sendMail(message(rendered, envelope));
  if (!Buffer.isBuffer(info.message)) throw new Error('the mail was not composed as a whole');
  return info.message;
}

/** By what the domain of the sender signs its mails (DKIM, RFC 6376). */
export interface Signature {
  domain: string;
  selector: string;
  /** Private key as PEM. */
  key: string;
}

/** Receivers follow a one-click link only where it is signed, together with what says that it is one (RFC 8058). */
const SIGNED =
  'From:To:Subject:Date:Message-ID:MIME-Version:Content-Type:Content-Transfer-Encoding:Auto-Submitted:List-Id:List-Unsubscribe:List-Unsubscribe-Post';

const signing = (signature: Signature | null) =>
  signature === null
    ? {}
    : {
        dkim: {
          domainName: signature.domain,
          keySelector: signature.selector,
          privateKey: signature.key,
          headerFieldNames: SIGNED,
        },
      };

const LATER_MS = 60_000;

/**
 * Sends the message; resolves when the server has taken it.
 * @throws TryLater when the server cannot be reached, says "later" (4xx) or breaks off, Halt when it refuses for good (5xx)
 */
export async function sendMail(
  rendered: Rendered,
  envelope: Envelope,
  smtpUrl: string,
  signature: Signature | null = null,
): Promise<void> {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  } as never);
  try {
    await transport.sendMail({ ...message(rendered, envelope), ...signing(signature) });
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode ?? 0;
    const what = `mail to ${envelope.to}: ${(error as Error).message}`;
    if (code >= 500) throw new Halt(`${what}; check the address and PANTAU_MAIL_FROM`, { cause: error });
    throw new TryLater(
      `${what}; the mail server of PANTAU_SMTP_URL did not take it, run the digest again`,
      LATER_MS,
      { cause: error, doubtful: mayHaveTaken(error as SmtpError) },
    );
  } finally {
    transport.close();
  }
}

interface SmtpError extends Error {
  code?: string;
  syscall?: string;
  responseCode?: number;
  timeoutType?: string;
}

/** A connection that was lost once it stood: the server may have taken the mail, and its answer got lost. */
function mayHaveTaken({ code, syscall, responseCode, timeoutType }: SmtpError): boolean {
  if (responseCode !== undefined || syscall === 'connect' || syscall === 'getaddrinfo') return false;
  if (code === 'ETIMEDOUT') return timeoutType === 'SOCKET_TIMEOUT';
  return code === 'ECONNECTION' || code === 'ESOCKET' || code === 'ECONNRESET';
}
