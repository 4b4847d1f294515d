/** Door of publish: what people get, with names by the privacy rule and everything from articles escaped. */
export { displayName, initialsOf, maskerOf, mayBeNamed } from './display-name.js';
export { quoteAround } from './quote.js';
export { renderDigest, type Rendered } from './render-digest.js';
export { sendMail, writeMail, type Envelope } from './mail.js';
export { wordsOf, type Language, type Words } from './words.js';
