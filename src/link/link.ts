/** Door of link: reports of many articles in, incidents out. */
export { blockKeys } from './block-keys.js';
export { linkReports } from './link-reports.js';
export type { LinkInput } from './report-facts.js';
