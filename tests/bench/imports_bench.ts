import * as z from "zod";
import { type Api, startApi } from "./api_process.ts";
import { askBeside } from "./beside.ts";
import { pe04Of } from "./data/imports_data.ts";
import { type Person, signInPeople } from "./people.ts";
import type { Place } from "./place.ts";
import type { Line } from "./users_bench.ts";

const FICHAS = 20_000;
const AIMS: Record<string, string> = {
  "GET /healthz": " (aim p99 under 50 ms)",
  "GET /users/me": " (aim p99 under 100 ms)",
};

const Counts = z.object({ nuevas: z.int(), cambiadas: z.int(), iguales: z.int() });
const Importacion = z.object({
  id_importacion: z.int(),
  conteos: z.object({ filas: Counts }),
});

/**
 * A PE-04 with 20,000 fichas: preview, confirm, the same again, all of them changed, and back, while
 * 24 people of three roles and two centres read, write and sign in.
 */
export async function benchImports(place: Place, print: (line: Line) => void): Promise<void> {
  const first = pe04Of(FICHAS), later = pe04Of(FICHAS, { later: true });
  print(["the file", `${(first.length / 1024 / 1024).toFixed(1)} MiB`]);
  const api = await startApi({
    ...place.settings,
    REQUEST_TIMEOUT_SECONDS: "120",
    BCRYPT_COST: "10",
    LOGIN_MAX_FAILURES_ADDRESS: "1000000",
  });
  try {
    const people = await signInPeople(api);
    print(["memory at rest", `${(await api.memory()).toFixed(0)} MiB`]);
    const added = await run(people, "preview of new fichas (aim under 10 s)", upload(first));
    await run(people, "confirm (aim under 10 s)", act(added, "confirmar"));
    await run(people, "preview of the same file", upload(first));
    const changed = await run(people, "preview of changed fichas", upload(later));
    await run(people, "confirm", act(changed, "confirmar"));
    await run(people, "revert", act(changed, "revertir"));
  } finally {
    await api.stop();
  }

  /** Prints how long it took, what people felt of it and the most memory that the API had. */
  async function run(
    people: Person[],
    what: string,
    work: () => ReturnType<Api["time"]>,
  ): Promise<number> {
    const memory = watchMemory(api);
    const base = `http://127.0.0.1:${api.port}`;
    const [{ ms, status, body }, felt] = await askBeside({ base, people }, work);
    const peak = await memory.stop();
    if (status >= 300) throw new Error(`${what}: ${status} ${JSON.stringify(body)}`);
    const { id_importacion, conteos: { filas } } = Importacion.parse(body);
    print([what, `${(ms / 1000).toFixed(2)} s`, JSON.stringify(filas)]);
    for (const { what, requests, p50, p99, max, failed } of felt) {
      print([
        `  ${what}${AIMS[what] ?? ""}`,
        `p50 ${p50.toFixed(1)} ms`,
        `p99 ${p99.toFixed(1)} ms`,
        `max ${max.toFixed(0)} ms of ${requests}`,
        ...failed ? [`${failed} FAILED`] : [],
      ]);
    }
    print(["  most memory (aim under 400 MiB)", `${peak.toFixed(0)} MiB`]);
    return id_importacion;
  }

  function upload(file: Uint8Array<ArrayBuffer>) {
    const form = new FormData();
    form.set("file", new File([file], "PE-04.xlsx"));
    return () => api.time("POST", "/importaciones", form);
  }

  function act(id: number, what: "confirmar" | "revertir") {
    return () => api.time("POST", `/importaciones/${id}/${what}`);
  }
}

function watchMemory(api: Api) {
  let peak = 0, isOver = false;
  const watching = (async () => {
    do {
      peak = Math.max(peak, await api.memory());
      await new Promise((again) => setTimeout(again, 200));
    } while (!isOver);
  })();
  return {
    stop: async () => {
      isOver = true;
      await watching;
      return peak;
    },
  };
}
