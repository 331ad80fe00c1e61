import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { ask, copyRepository, signIn, startTask } from "../../processes.ts";

const EMAIL = "admin@gestion-formacion.local", PASSWORD = "Nevado-del-Ruiz-5321";
const SECRET = "Xk3vQ9rT1mB7nW5cZ2pL8sD4fG6hJ0aYeUiOqRtWyEx";

/** A collector of OpenTelemetry on loopback: the text of all that is sent to it. */
function startCollector() {
  const received: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    received.push(await request.text());
    return Response.json({});
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    get text() {
      return received.join("\n");
    },
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}

Deno.test("with OTEL_DENO=true no secret of an address leaves, and spans are named by route", async () => {
  await using collector = startCollector();
  await using folder = await copyRepository();
  await using api = startTask(folder, "start", {
    BCRYPT_COST: "4",
    ADMIN_PASSWORD: PASSWORD,
    OTEL_DENO: "true",
    OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_BSP_SCHEDULE_DELAY: "200",
    OTEL_METRIC_EXPORT_INTERVAL: "500",
  });
  await api.says(/\/docs$/m);
  assert.equal((await signIn(api.url, EMAIL, PASSWORD)).status, 200);
  const hidden = [
    `/calendarios/${SECRET}.ics`,
    `/horarios/ficha/1?token=${SECRET}`,
    `/nada/${SECRET}?token=${SECRET}`,
    `/calendarios/${SECRET}.ics?x=${SECRET}`,
  ];
  for (const path of hidden) {
    for (const method of ["GET", "HEAD", "POST", "DELETE"]) {
      await ask(`${api.url}${path}`, { method });
    }
  }
  for (let i = 0; i < 100 && !collector.text.includes("http.server.request.duration"); i++) {
    await delay(100);
  }
  api.signal("SIGTERM");
  await api.ended();
  assert.doesNotMatch(collector.text, new RegExp(SECRET.slice(0, 20)));
  assert.doesNotMatch(api.text, new RegExp(SECRET.slice(0, 20)));
  assert.match(collector.text, /"name":\s*"POST \/access\/token"/);
  assert.match(collector.text, /"name":\s*"GET \/calendarios\/:token\{?.*ics/);
  assert.match(collector.text, /http\.route/);
  assert.doesNotMatch(collector.text, /url\.(full|path|query)/);
});
