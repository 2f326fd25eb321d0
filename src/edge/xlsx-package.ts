/** What is used of the package that writes workbooks, so that the bundle holds no more of it. */
export { rangeRef, writeXlsx } from "hucre/xlsx";
