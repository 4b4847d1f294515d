/** Door of text: Indonesian text as text, with all words passed in as a grammar. */
export { fold } from './fold.js';
export { stem } from './stem.js';
export { foldedRun, printedRun, tokenise, type Tokens } from './tokens.js';
export { parseForm } from './patterns.js';
export { indexPatterns } from './pattern-index.js';
export { matchPatterns, type Hit, type MatchOptions, type PriorMention } from './match.js';
