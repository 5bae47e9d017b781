/* Tables that filter and sort. */

const UNSORTED = new Set(["", "–", say("none"), say("not known"), say("no date"), say("nobody")]);
const LEVELS = ["failing", "at-risk", "watch", "clear", "not-enough-evidence"];

// How dates and numbers are written is up to the language; their digits are the same in all of them.
const PLAIN = { calendar: "gregory", numberingSystem: "latn" };
const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");
const part = (parts, type) => parts.find((one) => one.type === type)?.value ?? "";

/** The names of months with their numbers, the longest first; in some languages a day before them changes them. */
const months = once(() => [{ day: "numeric" }, {}].flatMap((beside) => {
  const format = new Intl.DateTimeFormat(LANGUAGE, { ...PLAIN, ...beside, month: "long", year: "numeric", timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, n) => [part(format.formatToParts(Date.UTC(2001, n)), "month"), n + 1]);
}).filter(([name]) => /\p{L}/u.test(name)).sort(([one], [other]) => other.length - one.length));
/** Letters that may stand in a date beside the month, as in "30 de octubre de 2026". */
const FEW = 8;

const QUARTER = new RegExp(`^${filled(escaped(say("quarter {quarter} of {year}")), { quarter: "(?<quarter>[1-4])", year: "(?<year>\\d{4})" })}$`);

const day = (year, month = 0, date = 0) => year * 1e4 + month * 100 + Number(date);

function dateOf(text) {
  const quarter = (text.match(QUARTER) ?? text.match(/^(?<year>\d{4})-Q(?<quarter>[1-4])$/))?.groups;
  if (quarter) return day(quarter.year, quarter.quarter * 3 - 2);
  const written = text.match(/^(\d{4})(?:[-年](\d\d?))?(?:[-月](\d\d?))?[年月日]?$/);
  if (written) return day(...written.slice(1));
  const month = months().find(([name]) => text.includes(name));
  if (!month) return null;
  const rest = text.replace(month[0], " ");
  const digits = rest.match(/\d+/g) ?? [];
  const [years, days] = [digits.filter((one) => one.length === 4), digits.filter((one) => one.length < 3)];
  const fits = years.length === 1 && days.length < 2 && years.length + days.length === digits.length;
  return fits && rest.replace(/\P{L}/gu, "").length <= FEW ? day(years[0], month[1], days[0]) : null;
}

/** How numbers are written: the sign between thousands, the one before decimals, and what a whole cell may hold. */
const numbers = once(() => {
  const marks = new Intl.NumberFormat(LANGUAGE, PLAIN).formatToParts(12345678.9);
  const [group, point] = [part(marks, "group"), part(marks, "decimal")];
  const form = `^([−-]?)(\\d(?:[\\d ]|${escaped(group)}(?=\\d\\d))*(?:${escaped(point)}\\d+)?)(?: ?%| \\p{L}+ \\d+|(?<unit> ?(?:\\p{Lu}{3}|\\p{Sc})))?$`;
  return { group, point, written: new RegExp(form, "u") };
});

function numberOf(text) {
  const { group, point, written } = numbers();
  const [, minus, digits] = text.match(written) ?? [];
  return digits ? (minus ? -1 : 1) * Number(digits.replaceAll(" ", "").replaceAll(group, "").replace(point, ".")) : null;
}

/** The unit behind a number: amounts in two currencies have no order. */
const unitOf = (text) => text.match(numbers().written)?.groups.unit?.trim() ?? "";

function levelOf(_, cell) {
  const level = cell.querySelector(".level");
  return level ? LEVELS.findIndex((one) => level.matches(`.level-${one}`)) : null;
}

function told(cell) {
  const copy = cell.cloneNode(true);
  for (const aside of copy.querySelectorAll("svg, .note, .on-phone")) aside.remove();
  return (copy.querySelector(".level") ?? copy).textContent.replace(/\s+/g, " ").trim();
}

/** What each row is sorted by: levels, dates or numbers where all that is known are such, else letters. */
function keysOf(rows, column) {
  const cells = rows.map((row) => row.cells[column]);
  const texts = cells.map((cell) => (cell ? told(cell) : ""));
  const known = texts.map((text, n) => !UNSORTED.has(text) && !cells[n].matches(".unknown"));
  for (const kind of [levelOf, dateOf, numberOf]) {
    const found = texts.map((text, n) => (known[n] ? kind(text, cells[n]) : undefined));
    if (kind === numberOf && new Set(texts.filter((_, n) => known[n]).map(unitOf)).size > 1) continue;
    if (!found.includes(null)) return found;
  }
  return texts.map((text, n) => (known[n] ? text : undefined));
}

function sorted(rows, column, way) {
  const keys = new Map(keysOf(rows, column).map((key, n) => [rows[n], key]));
  return [...rows].sort((one, other) => {
    const [a, b] = [keys.get(one), keys.get(other)];
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    return way * (typeof a === "number" ? a - b : letters().compare(a, b));
  });
}

function sortable(table, rows) {
  const heads = [...table.tHead.rows[0].cells];
  const body = table.tBodies[0];

  function sortBy(head, column) {
    const next = { ascending: "descending", descending: "" }[head.getAttribute("aria-sort")] ?? "ascending";
    for (const one of heads) one.removeAttribute("aria-sort");
    if (next) head.setAttribute("aria-sort", next);
    body.append(...(next ? sorted(rows, column, next === "ascending" ? 1 : -1) : rows));
  }

  heads.forEach((head, column) => {
    const act = { type: "button", class: "sort", on: { click: () => sortBy(head, column) } };
    // A link cannot stand inside a button.
    if (head.querySelector("a")) head.append(" ", make("button", { ...act, "aria-label": say("Sort by {column}", { column: told(head) }) }));
    else head.append(make("button", act, ...head.childNodes));
  });
}

/** Where a reader is offered a filter and an order; the style keeps room for them above the same tables. */
const LONG = "tbody > tr:nth-child(15), tbody:nth-of-type(6)";

/** From how many rows on a filter waits until the reader pauses. */
const MANY_ROWS = 500;

function filterable(table, rows) {
  const status = make("span", { role: "status" });
  const label = say("Filter rows: {table}", { table: table.caption?.textContent ?? "" });
  const field = make("input", { type: "search", autocomplete: "off", maxlength: 200, "aria-label": label, placeholder: say("Filter rows") });
  let texts, waiting;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(sift, rows.length > MANY_ROWS ? 150 : 0); });

  function sift() {
    texts ??= rows.map((row) => fold(row.textContent));
    const words = wordsOf(field.value);
    const shown = rows.filter((row, n) => {
      const fits = words.every((word) => texts[n].includes(word));
      row.classList.toggle("sifted", !fits);
      return fits;
    });
    for (const group of table.querySelectorAll("tr.group")) {
      group.classList.toggle("sifted", !group.parentNode.querySelector("tr:not(.group, .sifted)"));
    }
    status.textContent = words.length ? say("{shown} of {all} rows", { shown: shown.length, all: rows.length }) : "";
  }
  (table.closest(".scroll") ?? table).before(make("p", { class: "sift" }, field, " ", status));
}

function tables() {
  for (const table of document.querySelectorAll("main table:not(.blank, .agenda)")) {
    const rows = [...table.querySelectorAll("tbody > tr:not(.group)")];
    if (!table.querySelector(LONG) || !table.tHead || table.querySelector("[rowspan]")) continue;
    soon(() => filterable(table, rows));
    if (table.tBodies.length === 1 && !table.querySelector("tr.group, thead [colspan]")) soon(() => sortable(table, rows));
  }
}

soon(tables);
