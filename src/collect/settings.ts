/** What a run of the collector may do: who it says it is, its limits, and which private addresses it may reach. */

/** One resolved address of a host. */
export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Resolves a host name to all its addresses. */
export type Lookup = (host: string) => Promise<ResolvedAddress[]>;

export interface Limits {
  /** Most bytes of a body, counted before and after decompression. */
  maxBytes: number;
  /** Most milliseconds from the request to the last byte, for each hop. */
  timeoutMs: number;
  /** Most redirects that are followed. */
  maxRedirects: number;
}

export interface CollectSettings {
  /** Sent as User-Agent; must name the project and a way to reach its people. */
  userAgent: string;
  limits?: Partial<Limits>;
  /** Private addresses (`127.0.0.1`) or address and port (`127.0.0.1:8080`) that may be reached; demo and tests only. */
  allowAddresses?: readonly string[];
  /** How host names are resolved; the system's resolver when absent. */
  lookup?: Lookup;
}

export const DEFAULT_LIMITS: Limits = { maxBytes: 5_000_000, timeoutMs: 30_000, maxRedirects: 5 };

/** The agent of robots.txt lines and of requests. */
export const AGENT_NAME = 'PantauNetralitas';

/**
 * The identified user agent: name, version, and where a site's people can write to.
 * @param contact address or e-mail of the people who run this collector
 */
export const userAgent = (contact: string): string => `${AGENT_NAME}/0.1 (+${contact})`;
