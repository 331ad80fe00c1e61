import assert from "node:assert/strict";
import { addDays } from "@/time/dates.ts";
import { type Operation, OPERATIONS, resolve } from "../contract/document.ts";
import { prepareApp } from "../support.ts";
import { FICHA, fillLargeCentre, FIRST_DAY, INSTRUCTOR, LAST_DAY, ROOM } from "./large_centre.ts";
import { measureTurns } from "./turns.ts";

/** What no request of an instructor keeps the process from everything else for, in ms. */
const LONGEST = 100;
/** What else the machine does at the moment may make one run longer, and does not make it shorter. */
const RUNS = 3;

const TODAY = "2026-07-06";
const DATES = Array.from({ length: 31 }, (_, i) => addDays(TODAY, i * 3)).join(
  ",",
);
const YEAR = `desde=${FIRST_DAY}&hasta=${LAST_DAY}`,
  DAY = "hora_inicio=06:00&hora_fin=22:00";

/** The largest question that a route takes, where its parameters do not say it by themselves. */
const LARGEST: Record<string, string[]> = {
  "/programacion": [YEAR, `${YEAR}&propia=true`, `${YEAR}&id_ambiente=${ROOM}`],
  "/disponibilidad": [
    `de=ambientes&fechas=${DATES}&${DAY}`,
    `de=instructores&fechas=${DATES}&${DAY}`,
    `de=ambientes&fechas=${DATES}&${DAY}&cod_ficha=${FICHA}`,
  ],
  "/huecos": [
    `desde=${TODAY}&hasta=2026-09-05&id_instructor=${INSTRUCTOR}&cod_ficha=${FICHA}`,
  ],
  "/programacion/afectadas": [
    "",
    "limit=100",
    `desde=${TODAY}&hasta=2026-10-13&limit=100&skip=300`,
  ],
  "/instructores/{id}/carga": [`desde=${TODAY}&hasta=2026-10-13&por=semana`],
  "/horarios/{de}/{id}": ["formato=html", "formato=xlsx"],
  "/notificaciones/propias": [
    "limit=100",
    "limit=100&skip=4900",
    "limit=100&orden=no_leidas",
  ],
};

const IDS: Record<string, string | number> = {
  cod_ficha: FICHA,
  id_instructor: INSTRUCTOR,
  id_usuario: INSTRUCTOR,
  cod_centro: 9121,
  cod_programa: 220_000,
  la_version: 1,
  cod_competencia: 36_000,
  cod_resultado: 590_000,
  cod_regional: 66,
  id_ambiente: ROOM,
  de: "instructores",
  limit: 100,
  query: "a",
  texto: "a",
};

const OF_INSTRUCTOR = OPERATIONS.filter((operation) =>
  operation.method === "GET" && operation["x-roles"]?.includes(3) &&
  !operation.path.endsWith("/eventos")
);

/** The addresses at which a route is asked for as much as it gives. */
function addressesOf(operation: Operation): string[] {
  const isOfPerson = /^\/(users|instructores|horarios|programacion\/instructor)\b/;
  const isOfFicha = /^\/(grupos|programacion|grupo-instructor\/grupo)\b/;
  const person = isOfPerson.test(operation.path) ||
    operation.path.endsWith("/instructor/{id}");
  const id = person ? INSTRUCTOR : isOfFicha.test(operation.path) ? FICHA : 1;
  const path = operation.path.replaceAll(
    /{(\w+)}/g,
    (_, name) => String(IDS[name] ?? id),
  );
  const given = LARGEST[operation.path];
  if (given) return given.map((query) => `${path}?${query}`);
  const query = operation.parameters.filter((it) => it.in === "query").flatMap(
    (parameter) => {
      const known = IDS[parameter.name];
      const schema = resolve(parameter.schema);
      if (
        known !== undefined &&
        (parameter.required || parameter.name === "limit")
      ) {
        return [[
          parameter.name,
          String(parameter.name === "limit" ? schema.maximum : known),
        ]];
      }
      return parameter.required ? [[parameter.name, String(schema.example ?? "1")]] : [];
    },
  );
  return [`${path}?${new URLSearchParams(query)}`];
}

Deno.test("no GET of an instructor keeps a large centre waiting for more than 100 ms in one piece", async () => {
  await using api = await prepareApp({ fill: fillLargeCentre });
  const calendar = await api.request("POST", "/calendarios", {
    as: INSTRUCTOR,
    body: { tipo: "instructor", id: INSTRUCTOR },
  });
  assert.equal(calendar.status, 201);
  const addresses = [...OF_INSTRUCTOR.flatMap(addressesOf), calendar.body.ruta];
  assert(addresses.length > 60, `${addresses.length} addresses`);
  const authorization = {
    Authorization: `Bearer ${await api.tokenOf(INSTRUCTOR)}`,
  };
  const tooLong: string[] = [], sizes = new Map<string, number>();
  for (const address of addresses) {
    for (const encoding of ["identity", "gzip"]) {
      const ask = async () => {
        const headers = { ...authorization, "Accept-Encoding": encoding };
        const answer = await api.app.request(address, { headers });
        return {
          status: answer.status,
          size: (await answer.arrayBuffer()).byteLength,
        };
      };
      let best = Infinity;
      for (let run = 0; run < RUNS && best > LONGEST; run++) {
        const [{ status, size }, { longest }] = await measureTurns(ask);
        assert(status < 500, `${status} ${address}`);
        sizes.set(`${encoding} ${address}`, size);
        best = Math.min(best, longest);
      }
      if (best > LONGEST) {
        tooLong.push(`${Math.round(best)} ms, ${encoding}: ${address}`);
      }
    }
  }
  assert.deepEqual(tooLong, []);
  // As much as it was meant to be.
  const sizeOf = (address: string) => sizes.get(`identity ${address}`) ?? 0;
  assert(sizeOf(`/programacion?${YEAR}`) > 2_700_000);
  assert(sizeOf(calendar.body.ruta) > 800_000);
  assert(
    sizeOf(`/disponibilidad?de=ambientes&fechas=${DATES}&${DAY}`) > 30_000,
  );
});
