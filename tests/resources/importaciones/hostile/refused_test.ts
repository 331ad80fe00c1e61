import assert from "node:assert/strict";
import { UnreadableFileError } from "@/resources/importaciones/files/errors.ts";
import { readHere } from "../files.ts";
import { REFUSED } from "./refused_files.ts";

for (const [what, [file, message]] of Object.entries(REFUSED)) {
  Deno.test(`${what} is refused with what is wrong and what to do`, () => {
    assert.throws(() => readHere(file), (error) => {
      assert(error instanceof UnreadableFileError, String(error));
      assert(error.message.includes(message), error.message);
      return true;
    });
  });
}
