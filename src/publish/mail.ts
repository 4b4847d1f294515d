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
  /** Subscription by which it goes out; null for an edition asked for by hand. */
  subscription?: string | null;
}

/** A mail to the sender that asks for no more; what comes in is carried out by `pantau digest --unsubscribe`. */
function unsubscribeAddress(from: string, subscription: string | null): string {
  const [, named] = /<([^<>]+)>/.exec(from) ?? [];
  const subject = ['unsubscribe', ...(subscription === null ? [] : [subscription])].join(' ');
  return `mailto:${(named ?? from).trim()}?subject=${encodeURIComponent(subject)}`;
}

/** Mail of an edition for one receiver; the same edition to the same receiver has the same Message-ID. */
function message(rendered: Rendered, { from, to, date, subscription = null }: Envelope) {
  const id = createHash('sha256').update(`${date}\n${to}\n${rendered.text}`).digest('hex').slice(0, 32);
  return {
    from,
    to,
    subject: rendered.subject,
    text: rendered.text,
    html: rendered.html,
    date: new Date(`${date}T23:59:59+07:00`),
    messageId: `<${id}@digest.pantau>`,
    headers: { 'X-Pantau-Edition': date, 'Auto-Submitted': 'auto-generated' },
    list: {
      id: { url: `${subscription ?? 'digest'}.digest.pantau`, comment: 'Pantau Netralitas' },
      unsubscribe: { url: unsubscribeAddress(from, subscription), comment: 'Unsubscribe' },
    },
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

/**
 * Sends the message; resolves when the server has taken it.
 * @throws TryLater when the server cannot be reached or says "later" (4xx), Halt when it refuses for good (5xx)
 */
export async function sendMail(rendered: Rendered, envelope: Envelope, smtpUrl: string): Promise<void> {
  const transport = createTransport(smtpUrl, {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  } as never);
  try {
    await transport.sendMail(message(rendered, envelope));
  } catch (error) {
    const code = (error as { responseCode?: number }).responseCode ?? 0;
    const what = `mail to ${envelope.to}: ${(error as Error).message}`;
    if (code >= 500) throw new Halt(`${what}; check the address and PANTAU_MAIL_FROM`, { cause: error });
    throw new TryLater(
      `${what}; the mail server of PANTAU_SMTP_URL did not take it, run the digest again`,
      300_000,
      { cause: error },
    );
  } finally {
    transport.close();
  }
}
