/* Maps that bring some of their cards forward and let the others fade. */

const nameOf = (drawn) => (drawn.querySelector("title") ?? drawn).textContent;
const numberOn = (card) => card.id.match(/\d+$/)[0];

/** Whom a map can bring forward: what the reader calls it, its cards, and what on the page stands for it. */
function choices(svg, cards, overlays) {
  const groups = [...new Set(cards.map((card) => card.parentNode))].map((group) => {
    const lane = group.querySelector(":scope > .map-lane");
    const over = [...group.querySelector(".map-card").querySelectorAll(".map-over")];
    return { name: lane ? nameOf(lane) : over.map(nameOf).join(" "), cards: [...group.querySelectorAll(".map-card")], press: lane };
  });
  const names = cards.map((card) => ({ name: nameOf(card).split("; ")[0], cards: [card], press: card }));
  const priorities = overlays.map((radio, n) => ({
    name: radio.parentNode.textContent.trim(), radio, ties: `map-p${n + 1}`,
    cards: cards.filter((card) => card.querySelector(`.map-o${n + 1}`)),
  }));
  return [
    [say("Names"), names.sort((one, other) => letters().compare(one.name, other.name))],
    [say("Functions"), groups.filter((group) => group.name)],
    [say("Priorities"), priorities],
  ];
}

/** Fade all but the cards of a choice and those that a tie joins to them; everything comes back without one. */
function bringForward(svg, cards, choice) {
  const chosen = new Set(choice?.cards.map(numberOn));
  const near = new Set(chosen);
  for (const tie of svg.querySelectorAll("[data-ends]")) {
    const ends = tie.dataset.ends.split(" ");
    const stays = choice?.ties ? tie.classList.contains(choice.ties) : ends.some((end) => chosen.has(end));
    tie.classList.toggle("map-off", Boolean(choice) && !stays);
    if (choice && !choice.ties && stays) ends.forEach((end) => near.add(end));
  }
  for (const card of cards) card.classList.toggle("map-off", Boolean(choice) && !near.has(numberOn(card)));
  return near.size;
}

function highlight(svg) {
  const cards = [...svg.querySelectorAll(".map-card")];
  if (cards.length < MANY) return;
  const radios = [...(svg.closest(".map-view")?.querySelectorAll(".map-switch [class^='map-a']") ?? [])];
  const groups = choices(svg, cards, radios.slice(1));
  const all = groups.flatMap(([, held]) => held);
  const field = make("select", {}, make("option", { value: "" }, say("everyone")));
  const clear = make("button", { type: "button", hidden: "" }, say("Show everyone alike"));
  const status = make("span", { role: "status", class: "unseen" });
  for (const [kind, held] of groups) {
    const options = held.map((one) => make("option", { value: all.indexOf(one) }, one.name));
    if (held.length) field.append(make("optgroup", { label: kind }, ...options));
  }
  svg.classList.add("map-alive");
  const region = svg.closest(".map-scroll");
  region.before(make("p", { class: "pick" }, make("label", {}, say("Highlight"), " ", field), " ", clear, status));

  /** A map may be wider than its window; what stands in it already is left where it is. */
  function show(card) {
    const [drawn, window] = [card.getBoundingClientRect(), region.getBoundingClientRect()];
    if (drawn.left >= window.left && drawn.right <= window.right) return;
    region.scrollLeft += drawn.left - window.left - (window.width - drawn.width) / 2;
  }

  // Its middle is where the sponsor is; once a frame is drawn, asking where that is costs nothing.
  const own = svg.querySelector(".map-box-sponsor");
  if (own) requestAnimationFrame(() => soon(() => show(own)));

  let choice;
  function choose(next) {
    const before = choice;
    choice = next;
    field.value = choice ? all.indexOf(choice) : "";
    clear.hidden = !choice;
    if (choice?.radio || before?.radio) (choice?.radio ?? radios[0]).checked = true;
    const front = bringForward(svg, cards, choice);
    if (choice?.cards.length) show(choice.cards[0]);
    status.textContent = choice
      ? say("{name}: {number} of {all} stay in front", { name: choice.name, number: front, all: cards.length })
      : say("All are shown alike");
  }

  field.addEventListener("change", () => choose(all[field.value]));
  clear.addEventListener("click", () => { choose(); field.focus(); });
  for (const radio of radios) radio.addEventListener("change", () => { if (choice?.radio) { choose(); radio.checked = true; } });
  for (const one of all.filter((one) => one.press)) {
    const look = () => bringForward(svg, cards, one);
    const leave = () => bringForward(svg, cards, choice);
    if (one.press.matches(".map-card")) {
      for (const [event, act] of [["pointerenter", look], ["pointerleave", leave], ["focus", look], ["blur", leave]]) one.press.addEventListener(event, act);
    }
    // A card that leads to a page goes on doing so.
    if (!one.press.matches("a")) one.press.addEventListener("click", () => choose(choice === one ? undefined : one));
  }
}

const maps = document.querySelectorAll(".map-scroll > svg.map");
// The order of letters is loaded apart from the work that needs it.
if (maps.length) soon(letters);
for (const svg of maps) soon(() => highlight(svg));
