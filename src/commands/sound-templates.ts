/** No letter is printed from a template with a fault in it: the fault is said in a sentence, and nothing is written. */
import { checkTemplate } from "../letters/check-template.ts";
import type { PaperKind } from "../letters/kinds.ts";
import { BadTemplate, type Sources } from "../letters/template.ts";
import { CannotGoOn } from "../problem/problem.ts";

/** No letter is printed from a template with a fault in it. */
export function refuseBadTemplates(kinds: readonly PaperKind[], sources: Sources): void {
  const faults = kinds.flatMap((kind) => checkTemplate(kind, sources));
  const [first] = faults;
  if (!first) return;
  const more = faults.length > 1 ? ` (and ${String(faults.length - 1)} more: \`attend templates check\`)` : "";
  throw new CannotGoOn(`No letter was written: ${first.template}.md, line ${String(first.line)}: ${first.say}${more}`);
}

/** Runs what may meet a template that cannot be used, and says so in a sentence. */
export function soundly<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof BadTemplate) throw new CannotGoOn(`No letter was written: ${error.message}.`);
    throw error;
  }
}
