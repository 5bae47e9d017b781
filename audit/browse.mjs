// In a real browser, from the file system: accessibility, requests, reflow, pages without script, the keyboard.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-quic", "--allow-file-access-from-files"];

export const browser = (executablePath) => puppeteer.launch({ executablePath, args: FLAGS, headless: true });

const opened = async (chrome, page, { width = 1280, scheme = "light", script = true } = {}) => {
  const tab = await chrome.newPage();
  await tab.setViewport({ width, height: 900 });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await tab.setJavaScriptEnabled(script);
  await tab.goto(pathToFileURL(page.file).href, { waitUntil: "load" });
  // What a script adds comes in tasks of its own, after the page is loaded: three turns of tasks are enough.
  if (script) await tab.evaluate(async () => { for (let turn = 0; turn < 3; turn++) await new Promise((done) => setTimeout(done)); });
  // Parts of a long page wait until somebody comes to them; here all of them are read.
  await tab.evaluate(() => { for (const part of document.querySelectorAll(".part")) part.style.contentVisibility = "visible"; });
  return tab;
};

/** Violations of WCAG 2.2 AA on each page, in light and in dark. */
export const axe = async (chrome, pages) => {
  const faults = [];
  for (const page of pages) {
    for (const scheme of ["light", "dark"]) {
      const tab = await opened(chrome, page, { scheme });
      // The policy of a page lets no foreign script in; the debugger's is not the page's.
      const found = await tab.evaluate(`${AXE}; axe.run(document, { runOnly: ${JSON.stringify(STANDARD)} })`);
      for (const one of found.violations) {
        faults.push(`${page.name} (${scheme}) ${one.id}: ${one.nodes.length} × ${one.nodes[0].target.join(" ")}`);
      }
      await tab.close();
    }
  }
  return faults;
};

/** Whatever a page asks for that is not a file of its own site, and every error that it meets. */
export const requests = async (chrome, pages) => {
  const faults = [];
  for (const page of pages) {
    const home = pathToFileURL(page.folder).href;
    const tab = await chrome.newPage();
    tab.on("request", (one) => {
      if (!one.url().startsWith(`${home}/`) && !one.url().startsWith("data:")) faults.push(`${page.name} asks ${one.url()}`);
    });
    tab.on("requestfailed", (one) => faults.push(`${page.name}: ${one.url()} ${one.failure()?.errorText}`));
    tab.on("console", (one) => {
      if (one.type() === "error") faults.push(`${page.name}: ${one.text()}`);
    });
    tab.on("pageerror", (error) => faults.push(`${page.name}: ${error.message}`));
    await tab.goto(pathToFileURL(page.file).href, { waitUntil: "load" });
    await tab.close();
  }
  return faults;
};

/** Pages that scroll sideways at 320 px: what WCAG calls reflow, and 400 % zoom on a window of 1280. */
export const reflow = async (chrome, pages) => {
  const faults = [];
  for (const page of pages) {
    const tab = await opened(chrome, page, { width: 320 });
    const wide = await tab.evaluate("document.documentElement.scrollWidth");
    if (wide > 320) faults.push(`${page.name} is ${wide} px wide at 320`);
    await tab.close();
  }
  return faults;
};

const SAID = "document.querySelector('main').innerText.replace(/\\s+/g, ' ').trim()";

/** Pages that say less without script than with it. */
export const withoutScript = async (chrome, pages) => {
  const faults = [];
  for (const page of pages) {
    const [bare, whole] = [await opened(chrome, page, { script: false }), await opened(chrome, page)];
    const words = new Set((await bare.evaluate(SAID)).split(" "));
    const lost = (await whole.evaluate(SAID)).split(" ").filter((word) => !words.has(word));
    // What script adds are controls: a few words, never content.
    if (lost.length > 40) faults.push(`${page.name} says without script nothing of: ${lost.slice(0, 12).join(" ")} …`);
    await bare.close();
    await whole.close();
  }
  return faults;
};

/** Links, buttons and scroll regions that Tab does not reach, and places where the focus cannot be seen. */
export const keyboard = async (chrome, pages) => {
  const faults = [];
  for (const page of pages) {
    const tab = await opened(chrome, page);
    const wanted = await tab.evaluate(() => {
      const every = document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']");
      const shown = [...every].filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0);
      // Of several radio buttons Tab reaches one; the arrows reach the others.
      const groups = new Set();
      window.wanted = new Set(shown.filter((one) => one.type !== "radio" || (!groups.has(one.name) && groups.add(one.name))));
      window.blind = 0;
      return window.wanted.size;
    });
    // Regions that scroll are stops of their own; a page with more stops than that is a trap.
    for (let step = 0; step < 2 * wanted + 20; step += 1) {
      await tab.keyboard.press("Tab");
      const home = await tab.evaluate(() => {
        const one = document.activeElement;
        if (!one || one === document.body) return true;
        const look = getComputedStyle(one);
        const inner = one.querySelector("rect, path");
        const drawn = inner && one.closest("svg") && getComputedStyle(inner).strokeWidth !== "1px";
        if (look.outlineStyle === "none" && look.boxShadow === "none" && !drawn) window.blind += 1;
        window.wanted.delete(one);
        return window.wanted.size === 0;
      });
      if (home) break;
    }
    const [missed, blind] = await tab.evaluate(() => [[...window.wanted].map((one) => one.outerHTML.slice(0, 80)), window.blind]);
    if (missed.length) faults.push(`${page.name}: Tab does not reach ${missed.length}: ${missed.slice(0, 3).join(" ")}`);
    if (blind) faults.push(`${page.name}: the focus cannot be seen in ${blind} places`);
    await tab.close();
  }
  return faults;
};
