/** How the systems take apart what they are told, written from their manuals and not from our renderers. */
import { execFileSync } from "node:child_process";

export interface Xml {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Xml[];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A strict reader of the XML that we write: elements, text and five entities; anything else throws. */
export function parseXml(source: string): Xml {
  const tokens = source.replace(/^<\?xml [^?]*\?>\s*(?:<!DOCTYPE [^>]*>\s*)?/, "").match(/<[^<>]*>|[^<>]+/g) ?? [];
  const root = { name: "", text: "", children: [] as Xml[] };
  const open: { name: string; text: string; children: Xml[] }[] = [root];
  for (const token of tokens) {
    const top = open.at(-1);
    if (!top) throw new Error("more is closed than was opened");
    const tag = /^<(\/?)([A-Za-z]+)(?: [A-Za-z]+="[^"&<]*")*\s*(\/?)>$/.exec(token);
    if (!token.startsWith("<")) {
      top.text += token.replace(/&(\w*)(;?)/g, (all, name: string, end: string) => {
        const character = ENTITIES[name];
        if (character === undefined || end === "") throw new Error(`a bare & in ${all}`);
        return character;
      });
    } else if (!tag) throw new Error(`no tag: ${token}`);
    else if (tag[1] === "/") {
      if (top.name !== tag[2]) throw new Error(`${token} closes ${top.name}`);
      open.pop();
    } else {
      const element = { name: tag[2] ?? "", text: "", children: [] };
      top.children.push(element);
      if (tag[3] !== "/") open.push(element);
    }
  }
  const [only] = root.children;
  if (open.length !== 1 || root.children.length !== 1 || !only) throw new Error("not one element");
  return only;
}

/** The elements of a name, wherever they stand. */
export function elements(xml: Xml, name: string): readonly Xml[] {
  return [...(xml.name === name ? [xml] : []), ...xml.children.flatMap((each) => elements(each, name))];
}

export function textOf(xml: Xml, name: string): string {
  const found = elements(xml, name);
  if (found.length !== 1) throw new Error(`${String(found.length)} of ${name}`);
  return found[0]?.text ?? "";
}

/** As the C runtime of Windows takes a command line apart. */
export function windowsArgv(line: string): readonly string[] {
  const argv: string[] = [];
  let at = 0;
  while (at < line.length) {
    while (line[at] === " ") at++;
    if (at >= line.length) break;
    let word = "";
    let quoted = false;
    for (; at < line.length && (quoted || line[at] !== " "); at++) {
      let backslashes = 0;
      while (line[at] === "\\") {
        backslashes++;
        at++;
      }
      if (line[at] === '"') {
        word += "\\".repeat(backslashes >> 1);
        if (backslashes % 2 === 1) word += '"';
        else quoted = !quoted;
      } else {
        word += "\\".repeat(backslashes);
        if (at >= line.length || (!quoted && line[at] === " ")) break;
        word += line[at] ?? "";
      }
    }
    argv.push(word);
  }
  return argv;
}

/** The command of a crontab line as cron hands it to a shell; null when a bare % would cut it off. Source: crontab(5). */
export function cronCommand(line: string): string | null {
  const command = line.split(" ").slice(5).join(" ");
  let out = "";
  let escaped = false;
  for (const character of command) {
    if (character === "%" && !escaped) return null;
    out = character === "%" ? `${out.slice(0, -1)}%` : out + character;
    escaped = !escaped && character === "\\";
  }
  return out;
}

/** The words that a real shell makes of a command whose first two words are `printf` and `%s\0`. */
export function shellWords(command: string): readonly string[] {
  return execFileSync("sh", ["-c", command], { encoding: "utf8" }).split("\0").slice(0, -1);
}

/** The words of an `ExecStart=`: quotes, backslashes, `%%`, and `$$` but in the first. Source: systemd.service(5). */
export function systemdArgv(line: string): readonly string[] {
  const words = [...line.matchAll(/"((?:[^"\\]|\\.)*)"( |$)/g)];
  if (words.map(([whole]) => whole).join("") !== line) throw new Error(`not all in quotes: ${line}`);
  return words.map(([, word = ""], i) => {
    const plain = word.replace(/\\(["\\])/g, "$1");
    if (plain.replaceAll("%%", "").includes("%")) throw new Error(`a bare % in ${word}`);
    if (i > 0 && plain.replaceAll("$$", "").includes("$")) throw new Error(`a bare $ in ${word}`);
    const percent = plain.replaceAll("%%", "%");
    return i === 0 ? percent : percent.replaceAll("$$", "$");
  });
}
