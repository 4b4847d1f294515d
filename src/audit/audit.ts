/** Door of the audit: gold articles in, figures of how well extraction agrees with them out. */
export { GOLD_SETS, isSealed, type GoldArticle, type GoldReport, type GoldSet } from './gold-article.js';
export { takeMarksOut, type GoldMark } from './gold-marks.js';
export { folderOfId } from './gold-faults.js';
export { countCoverage, missingCoverage } from './gold-coverage.js';
export {
  checkGoldFolder,
  readGoldFile,
  readGoldJson,
  readGoldSet,
  readGoldSets,
  type GoldFault,
} from './read-gold.js';
export { CONFUSED, countConfusions, type Confused, type Confusion } from './confusion.js';
export { EVIDENCED, type Evidenced } from './evidence.js';
export type { ArticleScore } from './score-article.js';
export { byPhenomenon, confusionsIn, scoreGold, type Audit, type PhenomenonRow } from './score-set.js';
export { f1Of, FIELDS, precisionOf, recallOf, type Field, type Score, type Tally } from './tally.js';
export { accuracyOf, checkFloors, Floors, pinFloors } from './floors.js';
export {
  compareExtractions,
  compareWithGold,
  type ArticleChange,
  type Difference,
  type ReportChange,
} from './differences.js';
export { lessonsOfArticles, lessonsOfGold, readWordings, type Lesson, type LessonKind } from './wordings.js';
export { lessonsOfBriefs } from './lessons-of-briefs.js';
export {
  lessonsOfActs,
  lessonsOfClaims,
  lessonsOfPairs,
  lessonsOfPeople,
  lessonsOfRealities,
  lessonsOfStories,
  lessonsOfTaken,
  lessonsOfTellings,
  lessonsOfTogether,
} from './cases-told.js';
export { ordinaryNews, type Ordinary } from './ordinary-news.js';
export {
  OF_ACT_SENTENCES,
  OF_ARTICLES,
  OF_PEOPLE,
  OF_SENTENCES,
  OF_STORIES,
  tellByOthers,
  testLessons,
  weigh,
  writeWeights,
  type Learned,
  type Settings,
} from './weigh.js';
export { linkArticles, readLinkArticles, type ArticleLinks, type LinkArticle } from './link-articles.js';
export { readSentenceBanks, scoreBank, type BankScore } from './sentence-banks.js';
export { checkSentenceFloors, pinSentenceFloors, SentenceFloors } from './sentence-floors.js';
export {
  calibrationBins,
  calibrationError,
  proposePoints,
  type CalibrationBin,
  type Judged,
} from './calibration.js';
export { readLinkGold, type LinkGold } from './link-gold.js';
export { checkLinkFloors, LinkFloors, pinLinkFloors, scoreLinks, type LinkScore } from './score-links.js';
