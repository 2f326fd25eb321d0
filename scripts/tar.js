/** Archives of the kind `tar` makes: enough to take a file out of an npm package, and to write one that is the same every time. */

const BLOCK = 512;

/** The files of an uncompressed archive, by path. Links and folders are passed over. */
export function readTar(bytes) {
  const files = new Map();
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const text = (from, length) => bytes.toString("utf8", at + from, at + from + length).replace(/\0.*$/s, "");
    const size = parseInt(text(124, 12), 8);
    const folder = text(257, 5) === "ustar" ? text(345, 155) : "";
    const start = at + BLOCK;
    if (text(156, 1) === "0" || text(156, 1) === "") {
      files.set(folder === "" ? text(0, 100) : `${folder}/${text(0, 100)}`, bytes.subarray(start, start + size));
    }
    at = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** An archive of files, in the order given: `{ path, bytes, isProgram }`, paths of at most 100 letters. Nobody's, and of no time. */
export function writeTar(files) {
  const parts = files.flatMap(({ path, bytes, isProgram }) => {
    const header = Buffer.alloc(BLOCK);
    const octal = (n, digits) => `${n.toString(8).padStart(digits, "0")}\0`;
    header.write(path, 0, 100);
    header.write(octal(isProgram ? 0o755 : 0o644, 7), 100);
    header.write(octal(0, 7), 108);
    header.write(octal(0, 7), 116);
    header.write(octal(bytes.length, 11), 124);
    header.write(octal(0, 11), 136);
    header.write("        0", 148);
    header.write("ustar\u000000", 257);
    header.write(
      `${octal(
        header.reduce((sum, byte) => sum + byte, 0),
        6,
      )} `,
      148,
    );
    return [header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)];
  });
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}
