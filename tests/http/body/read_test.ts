import assert from "node:assert/strict";
import { copyRepository, startTask } from "../../processes.ts";

Deno.test("requests without a length make the server warn of nothing", async () => {
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", { BCRYPT_COST: "4" });
  await api.says(/\/docs$/m);
  const statusOf = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${api.url}${path}`, init);
    await answer.body?.cancel();
    return answer.status;
  };
  assert.equal(await statusOf("/users", { method: "DELETE" }), 405);
  const body = new Response("{}").body;
  const headers = { "Content-Type": "application/json" };
  assert.equal(await statusOf("/access/refresh", { method: "POST", headers, body }), 422);
  await api.says(/"status":422/);
  api.signal("SIGTERM");
  assert.equal((await api.ended()).code, 0);
  assert.doesNotMatch(api.text, /legacy|Warning|warning/);
});
