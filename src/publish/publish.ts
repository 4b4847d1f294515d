/** Door of publish: what people get, with names by the privacy rule and everything from articles escaped. */
export { byWeight, composeDigest, type DayToTell } from './compose-digest.js';
export { displayName, initialsOf, maskerOf, maskerOfOthers, mayBeNamed } from './display-name.js';
export { judgeOutlet } from './outlet-health.js';
export { quoteAround, sentenceCutter, type CutSentences } from './quote.js';
export { quotesOf, type QuoteManner } from './quote-incident.js';
export { renderDigest, type Rendered } from './render-digest.js';
export { sendMail, writeMail, type Envelope } from './mail.js';
export {
  tellConflicts,
  tellDate,
  tellElection,
  tellPeople,
  tellPlace,
  tellStage,
  tellStep,
  tellViolations,
  type NameOutlets,
} from './tell-incident.js';
export { wordsOf, type Language, type Words } from './words.js';
