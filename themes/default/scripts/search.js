/* Search over all pages of a site; the index is loaded when somebody begins to search. */

const SHOWN = 20;
const A_PAGE = 2;
let sections, loading;

function read([lines, pages]) {
  const folded = lines.map(fold);
  const joined = (numbers, held) => numbers.map((number) => held[number]).join("\n");
  return pages.flatMap(([path, name, title, parts]) => {
    const [called, topic] = [name, title].map(fold);
    return (parts.length ? parts : [["", "", []]]).map(([anchor, heading, numbers], order) => ({
      path, name, title, called, topic, anchor, heading, top: order === 0, lines: numbers.map((number) => lines[number]),
      named: fold(heading), said: joined(numbers, folded),
    }));
  });
}

function load() {
  return (loading ??= new Promise((done, failed) => {
    const source = make("script", { src: new URL("search.js", HERE).href });
    source.onload = () => done((sections ??= read(window.playbookText)));
    source.onerror = (fault) => { loading = undefined; failed(fault); };
    document.head.append(source);
  }));
}

/** How well a section answers: 0 where a word is missing, or where only the page's name and title have it. */
function worth(section, words, phrase) {
  let points = 0, own = section.top;
  for (const word of words) {
    const [name, title, heading, text] = [section.called, section.topic, section.named, section.said].map((held) => place(held, word));
    if (name < 0 && title < 0 && heading < 0 && text < 0) return 0;
    own ||= heading >= 0 || text >= 0;
    const whole = text >= 0 && !LETTER.test(section.said[text + word.length] ?? " ");
    points += (name >= 0 && 6) + (title >= 0 && 4) + (heading >= 0 && 4) + (text >= 0 && 1) + (whole && 1);
  }
  if (!own) return 0;
  // What is asked for by its name comes first, then what says it in these words.
  if (section.top && section.called === phrase) points += 100;
  if (words.length > 1) points += (place(section.named, phrase) >= 0 && 8) + (place(section.said, phrase) >= 0 && 8);
  return points;
}

function find(words, phrase) {
  const hits = sections.map((section) => ({ section, points: worth(section, words, phrase) })).filter((hit) => hit.points);
  hits.sort((a, b) => b.points - a.points);
  const taken = {}, shown = new Set();
  return hits.filter(({ section }) => {
    const place = `${section.path}#${section.anchor}`;
    if (shown.has(place)) return false;
    shown.add(place);
    return (taken[section.path] = (taken[section.path] ?? 0) + 1) <= A_PAGE;
  });
}

/** Pieces of a text as [piece, whether it was searched for]. */
function marked(text, words) {
  const folded = [], from = [];
  let at = 0;
  for (const letter of text) {
    for (const one of foldOne(letter)) { folded.push(one); for (let n = 0; n < one.length; n++) from.push(at); }
    at += letter.length;
  }
  const plain = folded.join("");
  const hit = new Array(text.length).fill(false);
  for (const word of words) {
    for (let spot = place(plain, word); spot >= 0; spot = place(plain, word, spot + word.length)) {
      // A short word is one of many that begin like it, unless it stands alone.
      if (word.length < 3 && words.length > 1 && LETTER.test(plain[spot + word.length] ?? " ")) continue;
      hit.fill(true, from[spot], from[spot + word.length] ?? text.length);
    }
  }
  const pieces = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    while (end < text.length && hit[end] === hit[start]) end++;
    pieces.push([text.slice(start, end), hit[start]]);
  }
  return pieces;
}

const BEFORE = 50;
const AROUND = 170;

/** The line that holds most words and those after it, cut to what surrounds the first; words of the title tell less. */
function snippet(section, sought) {
  const untold = sought.filter((word) => place(section.called, word) < 0 && place(section.topic, word) < 0);
  const words = untold.length ? untold : sought;
  const folded = section.said.split("\n");
  const counted = folded.map((line) => words.filter((word) => place(line, word) >= 0).length);
  const most = counted.reduce((one, other) => Math.max(one, other), 0);
  const best = counted.indexOf(most);
  const text = section.lines.slice(best, best + 8).join(" · ");
  let first = 0;
  for (const [piece, hit] of marked(text, words)) { if (hit) break; first += piece.length; }
  const signs = Array.from(text);
  const start = most ? Math.max(0, Array.from(text.slice(0, first)).length - BEFORE) : 0;
  const cut = signs.slice(start, start + AROUND).join("");
  return (start ? "… " : "") + cut + (start + AROUND < signs.length ? " …" : "");
}

const written = (text, words) => make("bdi", {}, ...marked(text, words).map(([piece, hit]) => (hit ? make("mark", {}, piece) : piece)));

function item({ section }, words) {
  const to = new URL(`../${section.path}`, HERE);
  to.hash = section.anchor;
  const link = make("a", { href: to.href });
  if (section.name && fold(section.name) !== fold(section.heading)) link.append(make("span", { class: "hit-page" }, written(section.name, words)));
  link.append(make("b", {}, written(section.heading || section.title, words)));
  const around = snippet(section, words);
  if (around) link.append(make("span", { class: "hit-text" }, written(around, words)));
  return make("li", {}, link);
}

function search() {
  const field = make("input", { type: "search", id: "search-field", autocomplete: "off", maxlength: 200, "aria-keyshortcuts": "Control+K Meta+K", "aria-describedby": "search-help", title: "Ctrl+K", placeholder: say("Search") });
  const status = make("p", { class: "unseen", role: "status" });
  const panel = make("div", { class: "hits", tabindex: "-1" });
  const label = make("label", { class: "unseen", for: "search-field" }, say("Search this playbook"));
  const help = make("p", { class: "unseen", id: "search-help" }, say("Arrow keys go through the hits, Escape closes them."));
  const box = make("div", { class: "search", role: "search" }, label, field, help, status, panel);
  const close = () => { panel.replaceChildren(); status.textContent = ""; };
  const links = () => [...panel.querySelectorAll("a")];
  let waiting;

  function tell(text) {
    status.textContent = text;
    panel.append(make("p", { "aria-hidden": "true" }, text));
  }

  async function look() {
    clearTimeout(waiting);
    const sought = field.value;
    const words = wordsOf(sought);
    if (!words.length) return close();
    try {
      if (!sections) { close(); tell(say("Searching …")); }
      await load();
    } catch {
      close();
      return tell(say("The index of this playbook is not beside this page."));
    }
    // Whoever went on while the index came is not called back.
    if (sought !== field.value || !box.contains(document.activeElement)) return;
    const hits = find(words, fold(sought).trim().split(/[\s-]+/).join(" "));
    close();
    panel.replaceChildren(...(hits.length ? [make("ol", {}, ...hits.slice(0, SHOWN).map((hit) => item(hit, words)))] : []));
    if (!hits.length) return tell(say("Nothing found"));
    if (hits.length <= SHOWN) return tell(several("{number} place", "{number} places", hits.length));
    tell(several("{number} place, of which the first {shown} are shown", "{number} places, of which the first {shown} are shown", hits.length, { shown: SHOWN }));
  }

  function step(event) {
    const all = [field, ...links()];
    const here = all.indexOf(document.activeElement);
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && panel.hasChildNodes()) { close(); field.focus(); }
    else if (event.key === "ArrowDown" && here === 0 && !links().length) look();
    else if (event.key === "Enter" && here === 0) look().then(() => links()[0]?.click());
    else if (move && here >= 0 && all.length > 1) all[Math.min(all.length - 1, Math.max(0, here + move))].focus();
    else return;
    event.preventDefault();
  }

  field.addEventListener("focus", () => load().catch(() => {}), { once: true });
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, 120); });
  box.addEventListener("keydown", step);
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) { clearTimeout(waiting); close(); } });
  panel.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
  document.addEventListener("keydown", (event) => {
    // A letter alone would be in the way of those who speak to their machine (WCAG 2.1.4).
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    field.focus();
  });
  document.querySelector("header")?.append(box);
}

soon(search);
