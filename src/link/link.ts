/** Door of link: reports of many articles in, incidents out. */
export { blockKeys } from './block-keys.js';
export { type Naming, type PersonName, matchNames, namingOf, readName } from './compare-names.js';
export { judgeStanding } from './judge-standing.js';
export type { Bond } from './bonds.js';
export { linkReports } from './link-reports.js';
export { type IndexShape, ReprintIndex, SHAPE } from './reprint-index.js';
export { type CopyRules, compareSigns, isCopy, readSign, signBody, writeSign } from './sign-body.js';
export type { LinkInput } from './report-facts.js';
