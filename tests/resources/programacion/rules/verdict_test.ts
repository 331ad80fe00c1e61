import assert from "node:assert/strict";
import type { Proposal, StoredSession } from "@/resources/programacion/rules/clashes.ts";
import type { BookingContext } from "@/resources/programacion/rules/facts.ts";
import type { Tipo } from "@/resources/programacion/rules/reasons.ts";
import { checkSessions, isOverridable, settle } from "@/resources/programacion/rules/verdict.ts";
import { ANA, facts, FICHA, PLANTA_WEEK, proposal, slot, stored } from "../samples.ts";

const NONE = { forzar: false, permitir_no_laborable: false };

function conflicts(proposals: Proposal[], changes: Partial<BookingContext> = {}) {
  return checkSessions(proposals, facts(changes))
    .map(({ conflictos }) => conflictos.map(({ tipo }) => tipo));
}

Deno.test("a good session has neither conflicts nor warnings", () => {
  assert.deepEqual(checkSessions([proposal()], facts()), [{ conflictos: [], avisos: [] }]);
});

Deno.test("a refusal lists every reason at once and names the other session", () => {
  const enlaces = new Set<string>();
  const other = stored({ ...slot("09:00", "11:00", "2026-07-13") });
  const [verdict] = checkSessions(
    [proposal({ fecha_programada: "2026-07-13" })],
    facts({ enlaces, sesiones: [other] }),
  );
  const con = {
    id_programacion: 12,
    cod_ficha: 2847248,
    instructor: "Ana Ríos",
    ambiente: "Aula 101",
    fecha_programada: "2026-07-13",
    hora_inicio: "09:00:00",
    hora_fin: "11:00:00",
  };
  const when = "el lunes 13 de julio de 2026 de 09:00 a 11:00 (programación 12)";
  assert.deepEqual(verdict?.conflictos.slice(2), [
    {
      tipo: "instructor",
      mensaje: `Ana Ríos ya tiene sesión con la ficha 2847248 en Aula 101 ${when}. ` +
        "Elija otra hora u otro instructor.",
      con,
    },
    {
      tipo: "ficha",
      mensaje: `La ficha 2847248 ya tiene sesión con Ana Ríos en Aula 101 ${when}. ` +
        "Elija otra hora o cancele esa sesión.",
      con,
    },
    {
      tipo: "ambiente",
      mensaje: `Aula 101 ya está ocupado por la ficha 2847248 con Ana Ríos ${when}. ` +
        "Elija otra hora u otro ambiente.",
      con,
    },
  ]);
  assert.deepEqual(verdict?.conflictos.slice(0, 2).map(({ tipo }) => tipo), [
    "no_laborable",
    "competencia_no_valida",
  ]);
});

const MOVES: [string, Partial<Proposal>, Partial<StoredSession>, Tipo[]][] = [
  ["editing itself", { id_programacion: 12 }, {}, []],
  ["back to back", slot("10:00", "12:00"), {}, []],
  ["a cancelled session", {}, { estado: "cancelada" }, []],
  ["the same room alone", {}, { id_instructor: 6, cod_ficha: 1 }, ["ambiente"]],
  ["moved into another's room", { id_ambiente: 8 }, {
    id_instructor: 6,
    cod_ficha: 1,
    id_ambiente: 8,
  }, ["ambiente", "ambiente_no_valido"]],
  ["moved to a busy instructor", { id_programacion: 13 }, { cod_ficha: 1, id_ambiente: 9 }, [
    "instructor",
  ]],
];

for (const [name, mine, theirs, expected] of MOVES) {
  Deno.test(`${name}: [${expected}]`, () => {
    const [found] = conflicts([proposal(mine)], { sesiones: [stored(theirs)] });
    assert.deepEqual(found?.toSorted(), expected.toSorted());
  });
}

Deno.test("what is in no room clashes with nobody there, whatever room its ficha has", () => {
  const sesiones = [stored({ id_instructor: 6, cod_ficha: 1 })];
  assert.deepEqual(conflicts([proposal()], { sesiones }), [["ambiente"]]);
  assert.deepEqual(conflicts([proposal({ id_ambiente: null })], { sesiones }), [[]]);
});

Deno.test("of two new sessions that clash the later one is refused", () => {
  const list = [proposal(slot("09:00", "11:00")), proposal(), proposal(slot("11:00", "12:00"))];
  const [verdict] = checkSessions(list, facts());
  assert.deepEqual(conflicts(list), [["instructor", "ficha", "ambiente"], [], []]);
  assert.deepEqual(verdict?.conflictos[0], {
    tipo: "instructor",
    mensaje: "Se cruza por instructor con otra sesión de esta misma solicitud, el martes 14 de " +
      "julio de 2026 de 08:00 a 10:00. Elija otra hora u otro instructor.",
    con: null,
  });
});

Deno.test("of two stored sessions that clash each is named against the other", () => {
  const both = [
    proposal({ id_programacion: 12 }),
    proposal({ id_programacion: 13, cod_ficha: 1, id_ambiente: null }),
  ];
  const fichas = new Map([FICHA, { ...FICHA, cod_ficha: 1, id_ambiente: null }]
    .map((ficha) => [ficha.cod_ficha, ficha]));
  const verdicts = checkSessions(both, facts({ fichas }));
  assert.deepEqual(
    verdicts.map(({ conflictos }) => conflictos.map(({ con }) => con?.id_programacion)),
    [[13], [12]],
  );
  const con = verdicts[1]?.conflictos[0]?.con;
  assert.deepEqual([con?.instructor, con?.ambiente], ["Ana Ríos", "Aula 101"]);
});

Deno.test("an hour limit set to bloqueo refuses, set to aviso warns", () => {
  const sesiones = [stored({ ...slot("06:00", "22:00", "2026-07-15") })];
  for (const [efecto, inConflicts] of [["bloqueo", 1], ["aviso", 0]] as const) {
    const limites = [{ ...PLANTA_WEEK, max_horas: 17.5, efecto }];
    const [verdict] = checkSessions([proposal()], facts({ sesiones, limites }));
    assert.equal(verdict?.conflictos.length, inConflicts);
    assert.deepEqual([...verdict.conflictos, ...verdict.avisos], [{
      tipo: "limite_horas",
      mensaje: "Con esta sesión Ana Ríos llega a 18 h en la semana del lunes 13 de julio de 2026 " +
        "y su límite (planta) es 17,5 h; elija otra fecha u otro instructor.",
      con: null,
    }]);
  }
});

const LIFTED: [Tipo, boolean][] = [
  ["instructor", false],
  ["ficha", true],
  ["ambiente", true],
  ["fuera_de_ficha", true],
  ["ficha_cerrada", true],
  ["limite_horas", true],
  ["no_laborable", false],
  ["instructor_no_valido", false],
  ["ambiente_no_valido", false],
  ["competencia_no_valida", false],
];

for (const [tipo, expected] of LIFTED) {
  Deno.test(`forzar ${expected ? "turns" : "does not turn"} ${tipo} into a warning`, () => {
    assert.equal(isOverridable(tipo), expected);
    const motivo = { tipo, mensaje: "x", con: null };
    const settled = settle({ conflictos: [motivo], avisos: [] }, { ...NONE, forzar: true });
    assert.deepEqual(
      settled,
      expected ? { conflictos: [], avisos: [motivo] } : { conflictos: [motivo], avisos: [] },
    );
  });
}

Deno.test("only permitir_no_laborable lifts a holiday, and it lifts nothing else", () => {
  const [verdict] = checkSessions(
    [proposal({ fecha_programada: "2026-07-13", id_instructor: ANA.id_usuario })],
    facts({ sesiones: [stored({ fecha_programada: "2026-07-13", cod_ficha: 1, id_ambiente: 9 })] }),
  );
  assert.ok(verdict);
  const tipos = (permissions: typeof NONE) => {
    const { conflictos, avisos } = settle(verdict, permissions);
    return [conflictos, avisos].map((reasons) => reasons.map(({ tipo }) => tipo));
  };
  assert.deepEqual(tipos(NONE), [["no_laborable", "instructor"], []]);
  assert.deepEqual(tipos({ forzar: true, permitir_no_laborable: true }), [
    ["instructor"],
    ["no_laborable"],
  ]);
});
