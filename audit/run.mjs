// node run.mjs CHROMIUM CHECK[,CHECK…] FOLDER…: the checks over the sites; 1 when anything was found.
// `all` is every check; `each:CHECK` looks at one page of each type alone.
import { axe, browser, keyboard, reflow, requests, withoutScript } from "./browse.mjs";
import { htmlValidate, nu } from "./markup.mjs";
import { scores } from "./score.mjs";
import { oneOfEach, pages } from "./sites.mjs";

const [chromium, named, ...folders] = process.argv.slice(2);
const every = pages(folders);
const each = oneOfEach(every);
const many = named.startsWith("each:") ? each : every;
const CHECKS = {
  "html-validate": () => htmlValidate(many),
  nu: () => nu(many),
  requests: (chrome) => requests(chrome, many),
  reflow: (chrome) => reflow(chrome, each),
  "without-script": (chrome) => withoutScript(chrome, each),
  keyboard: (chrome) => keyboard(chrome, each),
  axe: (chrome) => axe(chrome, each),
  lighthouse: (chrome) => scores(chrome, each),
};
const wanted = named === "all" ? Object.keys(CHECKS) : named.replace("each:", "").split(",");
const chrome = await browser(chromium);
let found = 0;
try {
  for (const name of wanted) {
    const faults = await CHECKS[name](chrome);
    found += faults.length;
    console.log(`${name}: ${faults.length} faults`);
    for (const fault of faults) console.log(`  ${fault}`);
  }
} finally {
  await chrome.close();
}
console.log(`${every.length} pages, ${each.length} of them one of each type`);
process.exitCode = found ? 1 : 0;
