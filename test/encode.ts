/** Rows as the bytes of a file: delimiters, quotation marks, line ends and encodings. */
export interface Wire {
  readonly delimiter: "," | ";" | "\t";
  readonly encoding: "utf-8" | "utf-8-bom" | "utf-16le" | "windows-1252";
  readonly quoteAll: boolean;
  readonly lineEnd: "\n" | "\r\n";
  readonly lastLineEnd: boolean;
}

export function encode(rows: readonly (readonly string[])[], wire: Wire): Buffer {
  const { delimiter, encoding, quoteAll, lineEnd, lastLineEnd } = wire;
  const cell = (text: string): string =>
    quoteAll || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const text = rows.map((row) => row.map(cell).join(delimiter)).join(lineEnd) + (lastLineEnd ? lineEnd : "");
  if (encoding === "utf-8-bom") return Buffer.from(`\uFEFF${text}`);
  if (encoding === "utf-16le") return Buffer.from(`\uFEFF${text}`, "utf16le");
  return encoding === "windows-1252" ? Buffer.from(to1252(text), "latin1") : Buffer.from(text);
}

/** The characters that Windows-1252 has and ISO-8859-1 has not, as far as the tests write them. */
const OWN: Readonly<Record<string, string>> = {
  "€": "\u0080",
  Š: "\u008a",
  "’": "\u0092",
  "“": "\u0093",
  "”": "\u0094",
  "–": "\u0096",
};

function to1252(text: string): string {
  return text.replace(/[€Š’“”–]/g, (c) => OWN[c] ?? "?");
}
