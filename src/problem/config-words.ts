/** The words for faults in `attend.yaml`. */
type Args = Readonly<Record<string, string | number>>;

/** One or two sentences; `reason` says which fault it is. */
export function configWords(args: Args): string {
  const key = String(args["key"] ?? "");
  const name = String(args["name"] ?? "");
  const trigger = String(args["trigger"] ?? "");
  switch (String(args["reason"])) {
    case "yaml":
      return `This line cannot be read (${String(args["detail"])}). Check the spaces at its beginning, and that every bracket and quotation mark is closed.`;
    case "key-twice":
      return `“${key}” stands here twice. Join the two, so that each setting is given once.`;
    case "alias":
      return "The file uses YAML anchors (& and *), which are not allowed here. Write the values out.";
    case "too-long":
      return `${key === "" ? "The file" : `“${key}”`} is far longer than it can need. Check that it is the right file, and put back the one you had.`;
    case "too-deep":
      return "Too many groups, lists or brackets stand inside one another here. Check the spaces at the beginning of the lines, and that every bracket is closed.";
    case "unknown-key":
      return `“${key}” is not a setting${args["path"] ? ` of ${String(args["path"])}` : ""}. ${args["near"] ? `Did you mean “${String(args["near"])}”?` : "Remove it, or see the example that `attend init` makes."}`;
    case "not-a-date":
      return `“${key}” must be a date that exists, written year-month-day, such as 2026-09-03.`;
    case "one-decimal":
      return `“${key}” must be a percentage from 0 to 100 with at most one decimal, such as 96.5.`;
    case "range":
      return `“${key}” must be ${String(args["bound"])}.`;
    case "empty":
      return `“${key}” needs at least one entry.`;
    case "not-a-time":
      return `“${key}” must be a time in quotation marks, such as "08:45".`;
    case "one-of":
      return `“${key}” must be one of: ${String(args["values"])}.`;
    case "missing-key":
      return `“${key}” is missing here. Add it, as in the example that \`attend init\` makes.`;
    case "wrong-type":
      return key === ""
        ? "This is not a file of settings: each line must be a name, a colon and a value. Start again from the example that `attend init` makes."
        : `${args["entry"] ? `Each entry of “${key}”` : `“${key}”`} must be ${expected(String(args["expected"]))}.`;
    case "half-term-backwards":
      return `The half-term ${name} ends (${String(args["to"])}) before it begins (${String(args["from"])}). Swap the dates or correct the year.`;
    case "half-term-overlap":
      return `The half-term ${name} begins on ${String(args["from"])}, but ${String(args["other"])} before it only ends on ${String(args["to"])}. Half-terms must be in order and must not overlap.`;
    case "trigger-needs":
      return `The trigger ${trigger} needs ${String(args["needs"])}. Add it, as in the example that \`attend init\` makes.`;
    case "trigger-extra":
      return `The trigger ${trigger} has no “${key}”. Remove it.`;
    case "trigger-tier-all":
      return `The trigger ${trigger} cannot lead to the tier “all”: that is where pupils without any trigger are. Remove the trigger instead.`;
    case "band-backwards":
      return `The band ${trigger} runs from ${String(args["from"])} up to ${String(args["below"])}: “below” must be the larger number.`;
    case "band-gap":
      return `There is a gap between ${String(args["other"])}, which ends at ${String(args["below"])}, and ${trigger}, which begins at ${String(args["from"])}. Make the two numbers the same.`;
    case "band-overlap":
      return `The band ${String(args["other"])} ends at ${String(args["below"])}, but ${trigger} already begins at ${String(args["from"])}. Make the two numbers the same.`;
    case "colours-start":
      return `The lowest colour must be from 0, not from ${String(args["from"])}, so that every pupil has one.`;
    case "colours-order":
      return `The colour ${String(args["colour"])} must begin above the one before it. List the colours from the lowest up.`;
    default:
      return `“${key}” is not right: ${String(args["detail"] ?? "")}.`;
  }
}

function expected(type: string): string {
  if (type === "array") return "a list: each entry on its own line after a dash, or in square brackets";
  if (type === "object") return "a group of settings, indented below it";
  if (type === "number" || type === "int") return "a number";
  if (type === "boolean") return "true or false";
  return "text";
}
