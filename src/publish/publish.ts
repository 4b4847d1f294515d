/** Door of publish: what people get, with names by the privacy rule and everything from articles escaped. */
export {
  byWeight,
  composeDigest,
  reasonOf,
  type ChangeToTell,
  type DayToTell,
  type GoneQuiet,
} from './compose-digest.js';
export { bothLabels } from './code-labels.js';
export { Comparison, type Delta, type Fate, type Inquiry, type Why } from './compare-releases.js';
export { coverFilter } from './cover-filter.js';
export { describePackage, type Languages } from './data-package.js';
export { displayName, initialsOf, mayBeNamed } from './display-name.js';
export { writeFeed, type FeedEdition } from './feed.js';
export { isSameFilter, printFilter, readFilterText, type GivenFilter } from './filter-text.js';
export { claimRows, coverageRows, rowsOf, type IncidentRows } from './make-rows.js';
export type { Point, RowManner } from './row-cells.js';
export {
  coverOf,
  coverOfReports,
  coverReply,
  maskerOf,
  maskerOfOthers,
  type Cover,
  type Near,
} from './mask-names.js';
export { judgeOutlet } from './outlet-health.js';
export { quoteAround, sentenceCutter, type CutSentences } from './quote.js';
export { quotesOf, type QuoteManner } from './quote-incident.js';
export {
  columnCodebook,
  releaseChangelog,
  releaseCitation,
  releaseReadme,
  supersededNote,
} from './release-texts.js';
export { releaseScript } from './release-r.js';
export { renderDigest, type Aside, type Rendered } from './render-digest.js';
export { sendMail, writeMail, type Envelope, type Signature } from './mail.js';
export { type Sink, type TableWriter } from './sink.js';
export {
  DELTA,
  TABLES,
  TABLE_NAMES,
  tableOf,
  type Column,
  type Row,
  type Table,
  type TableName,
} from './tables.js';
export { tellFilter } from './tell-filter.js';
export {
  tellConflicts,
  tellDate,
  tellElection,
  tellPeople,
  tellPlace,
  tellReplies,
  tellStage,
  tellStep,
  tellViolations,
  type NameOutlets,
} from './tell-incident.js';
export { FORMATS, OF_INCIDENTS_ONLY, openTable, type Format, type WriteOptions } from './write-table.js';
export { unsubscribePage, type LeavingState } from './unsubscribe-page.js';
export { postEdition } from './webhook.js';
export { workbookWriter } from './write-xlsx.js';
export { wholeNames, type WholeNames } from './whole-names.js';
export { wordsOf, type Language, type Words } from './words.js';
