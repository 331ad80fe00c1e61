import assert from "node:assert/strict";
import { prepareApp } from "../support.ts";

type Api = Awaited<ReturnType<typeof prepareApp>>;

/**
 * One line of a table: who asks for what, the status that he gets, and what stands and must not
 * stand anywhere in the answer.
 *
 * A resource adds its own file here, `tests/scope/<resource>_test.ts`, with a call of `checkScope`.
 * For each route that shows or takes an object of a centre it writes: the owner's line, the line of
 * his foreign like with the owner's data under `not`, and for each path or body that names an id a
 * line with `missing`, which holds the answer about a foreign id to the one about an id that does
 * not exist, byte for byte.
 */
export type Line = {
  as: number;
  /** `GET /users/3`. */
  ask: string;
  body?: object;
  status: number;
  has?: readonly string[];
  not?: readonly string[];
  /** The same request about what does not exist: both answers must be the same. */
  missing?: string | { ask?: string; body: object };
};

/**
 * Runs the lines of a table, each as a step. What reads or is refused shares one database; what
 * changes something has one of its own.
 * @param prepare adds to a new database what the lines speak of
 */
export function checkScope(
  resource: string,
  lines: readonly Line[],
  prepare: (api: Api) => Promise<void> = () => Promise.resolve(),
): void {
  const changes = ({ ask, status }: Line) => !ask.startsWith("GET ") && status < 400;
  async function run(t: Deno.TestContext, chosen: readonly Line[]) {
    await using api = await prepareApp();
    await prepare(api);
    for (const line of chosen) await t.step(titleOf(line), () => checkLine(api, line));
  }
  Deno.test(`the scope of ${resource}`, async (t) => {
    await run(t, lines.filter((line) => !changes(line)));
    for (const line of lines.filter(changes)) await run(t, [line]);
  });
}

async function checkLine(api: Api, line: Line): Promise<void> {
  const { as, ask, status, has = [], not = [], missing } = line;
  const answer = await send(api, as, ask, line.body);
  const text = JSON.stringify(answer.body);
  assert.equal(answer.status, status, text);
  for (const part of has) assert(text.includes(part), `lacks ${part}: ${text}`);
  for (const part of not) assert(!text.includes(part), `shows ${part}: ${text}`);
  if (missing === undefined) return;
  const other = typeof missing === "string" ? { ask: missing, body: line.body } : missing;
  const absent = await send(api, as, other.ask ?? ask, other.body);
  assert.equal(absent.status, status);
  assert.deepEqual(anonymous(answer.body), anonymous(absent.body));
}

function send(api: Api, as: number, ask: string, body: object | undefined) {
  const [method = "", url = ""] = ask.split(" ");
  return api.request(method, url, { as, ...body && { body } });
}

/** The answer without what names the request itself. */
function anonymous(body: object) {
  return JSON.stringify({ ...body, request_id: "", instance: "" });
}

function titleOf({ as, ask, status, body, missing }: Line): string {
  const shown = body ? ` ${JSON.stringify(body).slice(0, 60)}` : "";
  return `${ask}${shown} as user ${as} is ${status}${missing ? ", as for a missing one" : ""}`;
}
