/** Refused: the error for what the collector will not fetch or keep, with a reason that can be counted. */
import { Quarantine } from '../model/errors.js';

export type RefusalReason =
  | 'address' // private, loopback, link-local or otherwise not public
  | 'scheme' // neither http nor https, or with a password in the address
  | 'off_site' // not a host of the outlet
  | 'robots' // robots.txt says no
  | 'opt_out' // the publisher reserves its texts (tdm-reservation, noai)
  | 'robots_unreachable' // robots.txt could not be read, so nothing is fetched for now
  | 'crawl_delay' // robots.txt asks for longer pauses than a round can keep
  | 'redirects' // too many redirects, or a loop
  | 'content_type' // not a kind of document that was asked for
  | 'too_large' // more bytes than the limit
  | 'broken_body' // compression that cannot be undone
  | 'status'; // the server said no

export class Refused extends Quarantine {
  override name = 'Refused';
  constructor(
    readonly reason: RefusalReason,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
