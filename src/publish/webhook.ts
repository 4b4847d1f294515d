/** Webhooks: an edition handed to another program, signed so that it knows who sent it. */
import { createHmac } from 'node:crypto';
import { Halt, TryLater } from '../model/errors.js';
import type { Rendered } from './render-digest.js';

export interface Hook {
  url: string;
  /** Shared with the receiver. */
  secret: string;
  /** ISO day of the edition. */
  date: string;
  subscription: string;
  /** ISO instant: what was known then is told. */
  asOf: string;
  /** It may have reached the receiver before. */
  repeated: boolean;
}

const PATIENCE_MS = 30_000;
const LATER_MS = 60_000;

/**
 * Posts the edition as JSON: date, asOf, subscription, repeated, subject, text and html, with names by the privacy rule. The header
 * `X-Pantau-Signature` is `sha256=` and the HMAC-SHA-256 of the body in hex; `Idempotency-Key` is the same for the same
 * edition, so that one that came twice can be told.
 * @throws TryLater when the receiver is not there or says "later" (5xx, 408, 429), Halt when it refuses for good
 */
export async function postEdition(
  rendered: Rendered,
  { url, secret, date, subscription, asOf, repeated }: Hook,
): Promise<void> {
  const { subject, text, html, key } = rendered;
  const body = JSON.stringify({ date, asOf, subscription, repeated, subject, text, html });
  const sign = (what: string): string => createHmac('sha256', secret).update(what).digest('hex');
  let status: number;
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-pantau-signature': `sha256=${sign(body)}`,
        'idempotency-key': sign(`${subscription}\n${date}\n${key}`).slice(0, 32),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await answer.body?.cancel();
    ({ status } = answer);
  } catch (error) {
    throw new TryLater(
      `${url} did not take the edition: ${(error as Error).message}; run the digest again`,
      LATER_MS,
      { cause: error, doubtful: mayHaveTaken(error as Error) },
    );
  }
  if (status < 300) return;
  if (status >= 500 || status === 408 || status === 429)
    throw new TryLater(`${url} answered ${status}; run the digest again`, LATER_MS);
  throw new Halt(`${url} answered ${status}; check the address and the secret`);
}

const NOT_REACHED: readonly unknown[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'];

/** No answer from a receiver that was reached: it may have taken the edition. */
const mayHaveTaken = ({ cause }: Error): boolean =>
  !NOT_REACHED.includes((cause as { code?: unknown } | undefined)?.code);
