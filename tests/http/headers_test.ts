import assert from "node:assert/strict";
import { CARRIED_HEADERS, READ_HEADERS } from "@/http/headers.ts";
import { SRC } from "../architecture/sources.ts";
import { OPERATIONS } from "../contract/document.ts";
import { prepareApp } from "../support.ts";

const LISTED: string[] = [...READ_HEADERS, ...CARRIED_HEADERS].map((name) => name.toLowerCase());

Deno.test("every header that something reads is in the one list", () => {
  const read = SRC.flatMap(({ path, text }) =>
    [...text.matchAll(/(?:req\.header|headers\.(?:get|has))\("([^"]+)"\)/g)]
      .map(([, name = ""]) => ({ path, name: name.toLowerCase() }))
  );
  assert(read.length > 10);
  // What an answer says of itself is read too.
  const ofAnswers = ["content-type", "content-length", "etag", "retry-after"];
  const missing = read.filter(({ name }) => !LISTED.includes(name) && !ofAnswers.includes(name));
  assert.deepEqual(missing, []);
  const declared = OPERATIONS.flatMap(({ parameters }) => parameters)
    .filter((parameter) => parameter.in === "header").map(({ name }) => name.toLowerCase());
  assert.deepEqual(declared.filter((name) => !LISTED.includes(name)), []);
});

Deno.test("a page of another origin may send each header that is read", async () => {
  await using api = await prepareApp();
  for (const { name: operation, method, path } of OPERATIONS) {
    for (const header of READ_HEADERS) {
      const { status, headers } = await api.request("OPTIONS", path, {
        as: null,
        headers: {
          Origin: "http://localhost:5173",
          "Access-Control-Request-Method": method,
          "Access-Control-Request-Headers": header.toLowerCase(),
        },
      });
      assert.equal(status, 204, operation);
      const allowed = headers.get("Access-Control-Allow-Headers")?.toLowerCase().split(",");
      assert(allowed?.includes(header.toLowerCase()), `${operation}: ${header}`);
    }
  }
});
