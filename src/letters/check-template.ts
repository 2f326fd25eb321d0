/** Checks a template without rendering it: every field it names exists, also inside `{{#if}}`; nothing goes in unescaped. */
import { isShipped } from "../read/shipped.ts";
import { handlebars } from "./compilers.ts";
import { helpFor, isField, type Help, type HelpGroup } from "./field-help.ts";
import type { PaperKind } from "./kinds.ts";
import type { Sources } from "./template.ts";

export interface TemplateFault {
  /** The template's name, without `.md`. */
  readonly template: string;
  readonly line: number;
  readonly say: string;
}

type Scope = HelpGroup | null;

const BLOCKS = new Set(["if", "unless"]);

/** Every fault of a kind's template and of the shared pieces that it takes in. `file`: the kind in another language. */
export function checkTemplate(kind: PaperKind, sources: Sources, file: string = kind): readonly TemplateFault[] {
  if (isAllShipped(file, sources)) return [];
  const root = helpFor(kind);
  const faults: TemplateFault[] = [];
  const open: string[] = [];

  const walkTemplate = (name: string, scope: Scope): void => {
    if (open.includes(name)) {
      faults.push({ template: name, line: 1, say: `“${name}” takes in itself. Remove that line.` });
      return;
    }
    open.push(name);
    let program: hbs.AST.Program | null = null;
    try {
      program = handlebars().parse(sources.get(name) ?? "");
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      const line = Number(/line (\d+)/i.exec(text)?.[1] ?? 1);
      faults.push({
        template: name,
        line,
        say: "A {{ is not closed, or an {{#if}} has no {{/if}}. Check the brackets.",
      });
    }
    if (program) walk(program, name, scope);
    open.pop();
  };

  const walk = (program: hbs.AST.Program, name: string, scope: Scope): void => {
    for (const statement of program.body) visit(statement, name, scope);
  };

  const visit = (node: hbs.AST.Statement, name: string, scope: Scope): void => {
    const fault = (say: string): void => {
      faults.push({ template: name, line: node.loc.start.line, say });
    };
    switch (node.type) {
      case "MustacheStatement": {
        const mustache = node as hbs.AST.MustacheStatement;
        if (!mustache.escaped) fault("{{{ }}} and {{& }} would let a name be taken for HTML. Use {{ }}.");
        if (mustache.params.length > 0) {
          const helper = pathText(mustache.path);
          if (helper !== "count") fault(`There is no helper “${helper}”. There is only “count”.`);
          checkPath(mustache.params[0], scope, fault);
        } else checkPath(mustache.path, scope, fault);
        return;
      }
      case "BlockStatement": {
        const block = node as hbs.AST.BlockStatement;
        const helper = pathText(block.path);
        if (!BLOCKS.has(helper)) {
          fault(`{{#${helper}}} cannot be used in letters. There are {{#if}} and {{#unless}}.`);
          return;
        }
        checkPath(block.params[0], scope, fault, true);
        walk(block.program, name, scope);
        // Handlebars says that there always is an inverse; there is only one when the template has an {{else}}.
        const inverse = block.inverse as hbs.AST.Program | undefined;
        if (inverse) walk(inverse, name, scope);
        return;
      }
      case "PartialStatement": {
        const partial = node as hbs.AST.PartialStatement;
        const piece = partial.name.type === "PathExpression" ? pathText(partial.name) : "";
        if (!sources.has(piece) || !piece.startsWith("_")) {
          fault(`There is no shared piece “${piece}”. Pieces are files of this folder whose names begin with _.`);
          return;
        }
        const given = partial.params[0];
        const inner = given ? resolve(given, scope, root) : scope;
        if (inner === undefined || isField(inner ?? undefined)) fault(`“${pathText(given)}” is not a group of fields.`);
        else walkTemplate(piece, inner as Scope);
        return;
      }
      case "CommentStatement":
      case "ContentStatement":
        return;
      default:
        fault("This cannot be used in letters. There are fields, {{#if}}, {{#unless}}, {{count}} and {{> _pieces}}.");
    }
  };

  const checkPath = (
    expression: hbs.AST.Expression | undefined,
    scope: Scope,
    fault: (say: string) => void,
    groupToo = false,
  ): void => {
    if (expression?.type !== "PathExpression") return;
    const found = resolve(expression, scope, root);
    if (found === undefined)
      fault(`There is no field “${pathText(expression)}”. \`attend templates fields ${kind}\` lists them all.`);
    else if (!groupToo && !isField(found ?? undefined)) {
      fault(
        `“${pathText(expression)}” is a group of fields, not a field. \`attend templates fields ${kind}\` lists them all.`,
      );
    }
  };

  if (sources.has(file)) walkTemplate(file, root);
  else faults.push({ template: file, line: 1, say: `The file ${file}.md is missing.` });
  return faults;
}

/** Nothing that this template can take in is the school's own: the build refuses a shipped template with a fault. */
function isAllShipped(name: string, sources: Sources): boolean {
  const pieces = [...sources.keys()].filter((each) => each.startsWith("_"));
  return [name, ...pieces].every((each) => isShipped(`letters/${each}.md`, sources.get(each)));
}

/** What a path means; undefined when there is no such thing. */
function resolve(expression: hbs.AST.Expression, scope: Scope, root: Scope): Help | null | undefined {
  if (expression.type !== "PathExpression") return undefined;
  const { parts, data, depth } = expression as hbs.AST.PathExpression & { parts: readonly string[] };
  if (depth > 0) return undefined;
  const [first, ...rest] = parts;
  if (data && first !== "root") return undefined;
  let at: Help | undefined = data ? (root ?? undefined) : (scope ?? undefined);
  for (const part of data ? rest : parts) {
    if (at === undefined || isField(at) || !Object.hasOwn(at, part)) return undefined;
    at = at[part];
  }
  return at;
}

function pathText(expression: unknown): string {
  const path = expression as { readonly original?: string } | undefined;
  return path?.original ?? "";
}
