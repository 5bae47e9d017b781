// Two validators over every page: html-validate and the Nu checker.
import { execFileSync } from "node:child_process";
import { HtmlValidate } from "html-validate";
import vnu from "vnu-jar";

const RULES = {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    // Style of writing, not of markup: pages are written for few bytes, and hidden text may be long.
    "long-title": "off",
    "no-trailing-whitespace": "off",
    // Styles and titles come out of data, and the values of both are escaped.
    "no-inline-style": "error",
    // HTML asks only that an id has no space; the dot keeps ids of two pages apart where all stand on one.
    "valid-id": ["error", { relaxed: true }],
  },
};

export const htmlValidate = async (pages) => {
  const checker = new HtmlValidate(RULES);
  const faults = [];
  for (const page of pages) {
    const report = await checker.validateFile(page.file);
    for (const one of report.results.flatMap((result) => result.messages)) {
      if (one.severity === 2) faults.push(`${page.name}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`);
    }
  }
  return faults;
};

export const nu = (pages) => {
  const names = new Map(pages.map((page) => [`file:${page.file}`, page.name]));
  const asked = ["-Xss4m", "-jar", vnu, "--format", "json", "--exit-zero-always", "--stdout"];
  const said = execFileSync("java", [...asked, ...pages.map((page) => page.file)], { maxBuffer: 1 << 28 });
  return JSON.parse(said).messages
    .filter((one) => one.type === "error")
    .map((one) => `${names.get(one.url) ?? one.url}:${one.lastLine} ${one.message}`);
};
