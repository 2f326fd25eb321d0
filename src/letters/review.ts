/** Every template of a school looked at before any letter is printed: fields, shared pieces, and the rules of the linter. */
import { exampleFields } from "./field-help.ts";
import { checkTemplate, type TemplateFault } from "./check-template.ts";
import { FORMS, isForm, type PaperKind } from "./kinds.ts";
import { lintLetter } from "./lint.ts";
import { LETTERS, type LetterKind } from "../read/names.ts";
import type { CommonFields } from "./fields.ts";
import { BadTemplate, compileBody, type Sources } from "./template.ts";

/** The kinds that there are, letters and forms. */
export const PAPERS: readonly PaperKind[] = [...LETTERS, ...FORMS];

/** Every fault of every template, in the order of kinds; each fault once. */
export function reviewTemplates(sources: Sources): readonly TemplateFault[] {
  const faults = [
    ...PAPERS.flatMap((kind) => {
      const found = checkTemplate(kind, sources);
      return found.length > 0 || isForm(kind) ? found : lintKind(kind, sources);
    }),
    ...[...sources.keys()].flatMap((name) => checkOther(name, sources)),
  ];
  const seen = new Set<string>();
  return faults.filter(({ template, line, say }) => {
    const key = `${template} ${String(line)} ${say}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Files that are no kind's own: shared pieces, other languages, and names that nobody knows. */
function checkOther(name: string, sources: Sources): readonly TemplateFault[] {
  if (name.startsWith("_") || PAPERS.some((kind) => kind === name)) return [];
  const [kind, language] = name.split(".", 2);
  const known = PAPERS.find((each) => each === kind);
  if (known && /^[a-z]{2}$/.test(language ?? "")) return checkTemplate(known, sources, name);
  return [{ template: name, line: 1, say: "No letter has this name. `attend templates list` names them all." }];
}

function lintKind(kind: LetterKind, sources: Sources): readonly TemplateFault[] {
  const found = (say: string): TemplateFault => ({ template: kind, line: 1, say });
  try {
    const body = compileBody(kind, sources);
    return variants(kind).flatMap((fields) => {
      const { child, contact, school } = fields;
      return lintLetter({
        kind,
        body: body({ ...fields }),
        contactLine: `${contact.name}: ${contact.reach}`,
        names: [child.name, child.forename, contact.name, contact.role, school.name, school.localAuthority],
        contact,
      }).map(({ rule, say }) => found(`Rule ${String(rule)}. ${say}`));
    });
  } catch (error) {
    if (error instanceof BadTemplate) return [found(`${error.message}.`)];
    throw error;
  }
}

type Tree = Readonly<Record<string, unknown>>;

/** The examples, and the same with every switch the other way, and with nothing that may be empty. */
function variants(kind: LetterKind): readonly (CommonFields & Tree)[] {
  const examples = exampleFields(kind) as unknown as CommonFields & Tree;
  return [examples, turned(examples) as CommonFields & Tree, { ...examples, better: false, headroom: "" }];
}

/** Every yes a no, and every no a yes. */
function turned(tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([name, value]) => [
      name,
      typeof value === "boolean" ? !value : typeof value === "object" && value !== null ? turned(value as Tree) : value,
    ]),
  );
}
