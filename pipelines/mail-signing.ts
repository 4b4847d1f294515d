/** Mail signing: the DKIM key of the sender's domain, read from its file and checked before anything is sent. */
import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Halt, Misuse } from '../src/model/errors.js';
import { describeFileFault } from '../src/model/file-fault.js';
import type { Signature } from '../src/publish/publish.js';
import { VARIABLES, type Settings } from '../src/run/run.js';

/**
 * How mails of a sender are signed; null where no key is set.
 * @param from sender, whose domain signs
 * @throws Halt when the file cannot be read
 * @throws Misuse when only one of the two settings is there, or the file holds no private RSA key
 */
export async function readSignature(
  { dkimKey, dkimSelector }: Pick<Settings, 'dkimKey' | 'dkimSelector'>,
  from: string,
): Promise<Signature | null> {
  if (dkimKey === null && dkimSelector === null) return null;
  const both = `${VARIABLES.dkimKey} and ${VARIABLES.dkimSelector}`;
  if (dkimKey === null || dkimSelector === null)
    throw new Misuse(`digest: set both ${both} to have mails signed, or neither`);
  const key = await readFile(dkimKey, 'utf8').catch((error: unknown) => {
    throw new Halt(`digest: ${VARIABLES.dkimKey}: ${dkimKey}: ${describeFileFault(error)}`, { cause: error });
  });
  if (!isRsaKey(key))
    throw new Misuse(`digest: ${VARIABLES.dkimKey}: ${dkimKey} holds no private RSA key (PEM)`);
  return { domain: domainOf(from), selector: dkimSelector, key };
}

function isRsaKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

// "Pantau <pantau@ngo.example>" gives ngo.example
const domainOf = (from: string): string => from.slice(from.lastIndexOf('@') + 1).replace(/[>\s].*$/, '');
