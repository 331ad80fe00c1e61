import type { Buffer } from "node:buffer";
import { openBiff } from "@/resources/importaciones/files/biff.ts";
import { readWorkbookStream } from "@/resources/importaciones/files/ole.ts";
import type { Row, Wanted } from "./row.ts";
import { readLibraryRows } from "./sheetjs.ts";

/** Of records: some 50,000 cells. The library holds every cell it reads, so it reads few. */
const PIECE = 512 * 1024;

/** The rows of the first visible sheet of an .xls, piece by piece. */
export function* readXlsRows(bytes: Buffer, wanted: Wanted): Generator<Row> {
  const { name, sharedSize, pieces } = openBiff(readWorkbookStream(bytes));
  wanted.sheetName = name;
  // Every piece carries styles and shared texts along: when these are big, the pieces are few.
  for (const piece of pieces(Math.max(PIECE, 2 * sharedSize))) yield* readLibraryRows(piece);
}
