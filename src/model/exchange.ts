/** Exchange: one request and the answer to it, as they went over the wire; what an archive keeps of a page. */

/** Names and values of headers in the order in which they were sent. */
export type HeaderLines = readonly (readonly [name: string, value: string])[];

export interface Exchange {
  /** Address that answered. */
  url: string;
  /** Address that was asked for first, before any redirect. */
  requested: string;
  /** When the answer came. */
  at: Date;
  /** IP address that answered; null when it is not known. */
  ip: string | null;
  request: HeaderLines;
  status: number;
  reason: string;
  response: HeaderLines;
  /** The body with every transfer and content coding undone; empty when the server sent none. */
  body: Uint8Array;
}
