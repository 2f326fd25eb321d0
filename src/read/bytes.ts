/** The bytes that rows and cells end with. */
export const QUOTE = 0x22;
export const LF = 0x0a;
export const CR = 0x0d;
