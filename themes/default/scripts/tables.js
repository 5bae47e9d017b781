/* Tables that filter and sort. */

const UNSORTED = new Set(["", "–", "none", "not known", "no date", "nobody"]);
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const LEVELS = ["failing", "at risk", "watch", "clear", "not enough evidence"];

const day = (year, month = 0, date = 0) => year * 1e4 + month * 100 + Number(date);

function dateOf(text) {
  const quarter = text.match(/^quarter ([1-4]) of (\d{4})$/) ?? text.match(/^(?=\d{4}-Q([1-4])$)(\d{4})/);
  if (quarter) return day(quarter[2], quarter[1] * 3 - 2);
  const written = text.match(/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/);
  if (written) return day(...written.slice(1));
  const said = text.match(/^(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$/);
  return said && MONTHS.includes(said[2]) ? day(said[3], MONTHS.indexOf(said[2]) + 1, said[1]) : null;
}

function numberOf(text) {
  const found = text.match(/^([−-]?)(\d[\d ]*(?:\.\d+)?)(?: ?%| of \d+)?$/);
  return found ? (found[1] ? -1 : 1) * Number(found[2].replaceAll(" ", "")) : null;
}

const levelOf = (text) => (LEVELS.includes(text) ? LEVELS.indexOf(text) : null);

function told(cell) {
  const copy = cell.cloneNode(true);
  for (const aside of copy.querySelectorAll("svg, .note, .on-phone")) aside.remove();
  return (copy.querySelector(".level") ?? copy).textContent.replace(/\s+/g, " ").trim();
}

/** What each row is sorted by: levels, dates or numbers where all that is known are such, else letters. */
function keysOf(rows, column) {
  const texts = rows.map((row) => (row.cells[column] ? told(row.cells[column]) : ""));
  const known = texts.map((text) => !UNSORTED.has(text));
  for (const kind of [levelOf, dateOf, numberOf]) {
    const found = texts.map((text, n) => (known[n] ? kind(text) : undefined));
    if (!found.includes(null)) return found;
  }
  return texts.map((text, n) => (known[n] ? text : undefined));
}

function sorted(rows, column, way) {
  const keys = new Map(keysOf(rows, column).map((key, n) => [rows[n], key]));
  return [...rows].sort((one, other) => {
    const [a, b] = [keys.get(one), keys.get(other)];
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    return way * (typeof a === "number" ? a - b : letters.compare(a, b));
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
    if (head.querySelector("a")) head.append(" ", make("button", { ...act, "aria-label": `Sort by ${told(head)}` }));
    else head.append(make("button", act, ...head.childNodes));
  });
}

function filterable(table, rows) {
  const status = make("span", { role: "status" });
  const field = make("input", { type: "search", autocomplete: "off", maxlength: 200, "aria-label": `Filter rows: ${table.caption?.textContent ?? ""}`, placeholder: "Filter rows" });
  let texts;
  field.addEventListener("input", () => {
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
    status.textContent = words.length ? `${shown.length} of ${rows.length} rows` : "";
  });
  (table.closest(".scroll") ?? table).before(make("p", { class: "sift" }, field, " ", status));
}

function tables() {
  for (const table of document.querySelectorAll("main table:not(.blank, .agenda)")) {
    const rows = [...table.querySelectorAll("tbody > tr:not(.group)")];
    if (rows.length < MANY || !table.tHead || table.querySelector("[rowspan]")) continue;
    filterable(table, rows);
    if (table.tBodies.length === 1 && !table.querySelector("tr.group, thead [colspan]")) sortable(table, rows);
  }
}

tables();
