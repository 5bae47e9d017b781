/* What search, tables and maps share. The files of this folder run in their order as one; all that a page says
   becomes text here, never markup, and every page says all it has to say without them. */

const HERE = document.currentScript.src;
/** From how many cards on a reader is offered help with a map. */
const MANY = 8;

function make(tag, traits, ...inside) {
  const { on = {}, ...named } = traits;
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(named)) made.setAttribute(name, value);
  for (const [event, act] of Object.entries(on)) made.addEventListener(event, act);
  made.append(...inside);
  return made;
}

/** Does something in a task of its own: a page answers its reader between two of them. */
const soon = (act) => setTimeout(act);

/** Makes something when it is first wanted: what knows a language takes its time to load, and few readers need it. */
function once(act) {
  let made;
  return () => (made ??= act());
}

// Words: the site's language comes as a table in front of this script; what is not in it is said in English.

const LANGUAGE = document.documentElement.lang || "en";
const WORDS = window.playbookWords ?? {};
const forms = once(() => new Intl.PluralRules(LANGUAGE));

const filled = (text, values) => text.replace(/\{(\w+)\}/g, (braces, name) => values[name] ?? braces);

function say(text, values = {}) {
  return filled(WORDS[text] ?? text, values);
}

/** The form that goes with a number, which is {number} in it; a table has one for each kind of number. */
function several(one, many, number, values = {}) {
  const known = WORDS[one];
  const text = known ? known[forms().select(number)] ?? known.other : number === 1 ? one : many;
  return filled(text, { number, ...values });
}

/** Sorts as people do, the same for every reader of a site. */
const letters = once(() => new Intl.Collator(LANGUAGE, { numeric: true }));

// Folding: case, accents, widths and the dots of i count for nothing.

const MARKS = /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const LIKE = { "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", ı: "i", ß: "ss", ø: "o", đ: "d", ł: "l", æ: "ae", œ: "oe", ς: "σ", ى: "ي", ة: "ه" };
const known = new Map();

function foldOne(letter) {
  if (!known.has(letter)) {
    const plain = letter.normalize("NFKD").replace(MARKS, "").toLowerCase();
    known.set(letter, Array.from(plain, (one) => LIKE[one] ?? one).join(""));
  }
  return known.get(letter);
}

// Most letters of most texts need no look-up.
const fold = (text) => text.replace(/[^\0-\x7f]/gu, (letter) => foldOne(letter)).toLowerCase();

const wordsOf = (text) => [...new Set(fold(text).split(/[\s-]+/).filter(Boolean))].slice(0, 8);
const LETTER = /[\p{L}\p{N}]/u;
/** Scripts without spaces between words, or with small words joined to the next: a word may begin anywhere. */
const JOINED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Arab}\p{sc=Hebr}]/u;

/** Where a word begins in folded text, or -1. */
function place(folded, word, from = 0) {
  let at = folded.indexOf(word, from);
  while (at > 0 && LETTER.test(folded[at - 1]) && !JOINED.test(word)) at = folded.indexOf(word, at + 1);
  return at;
}
