// The pages of finished sites, and one page of each type.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";

/** Every page of the sites in these folders: the file, its name for people, and the type that its body names. */
export const pages = (folders) => folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".html"))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const type = /<body class="[^"]*\bpage-([\w-]+)/.exec(readFileSync(file, "utf8"))?.[1] ?? "";
      return { file, folder, type, name: `${basename(folder)}/${relative(folder, file)}` };
    }));

/** The largest page of each type of each site: what goes wrong on a page goes wrong on the fullest. */
export const oneOfEach = (every) => {
  const found = new Map();
  for (const page of every) {
    const key = `${page.folder} ${page.type}`;
    const size = readFileSync(page.file).length;
    if (!found.has(key) || found.get(key).size < size) found.set(key, { ...page, size });
  }
  return [...found.values()];
};
