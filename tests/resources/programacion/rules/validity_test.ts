import assert from "node:assert/strict";
import { placeReasons, roomFor, roomReasons } from "@/resources/programacion/rules/place.ts";
import {
  competenciaReasons,
  dateReasons,
  fieldErrors,
  instructorReasons,
  isClosed,
  timeErrors,
} from "@/resources/programacion/rules/validity.ts";
import { closedDay } from "@/time/dates.ts";
import { ANA, AULA, facts, FICHA, proposal, slot } from "../samples.ts";

const messages = (reasons: { tipo: string; mensaje: string }[]) =>
  reasons.map(({ tipo, mensaje }) => `${tipo}: ${mensaje}`);

const TIMES: [string, string, string[]][] = [
  ["10:00", "08:00", ["La hora de fin debe ser posterior a la de inicio."]],
  ["08:00", "08:00", ["La hora de fin debe ser posterior a la de inicio."]],
  ["08:00", "08:29", ["La sesión debe durar al menos 30 minutos."]],
  ["08:00", "08:30", []],
  ["18:00", "22:00", []],
];

for (const [from, to, expected] of TIMES) {
  Deno.test(`from ${from} to ${to}: ${expected[0] ?? "fine"}`, () => {
    assert.deepEqual(
      timeErrors(slot(from, to)).map(({ mensaje }) => mensaje),
      expected,
    );
  });
}

Deno.test("a resultado of another competencia is an error of its field", () => {
  assert.deepEqual(fieldErrors(proposal(), facts()), []);
  assert.deepEqual(
    fieldErrors(proposal({ cod_competencia: 2, hora_fin: "07:00" }), facts()),
    [
      {
        campo: "hora_fin",
        mensaje: "La hora de fin debe ser posterior a la de inicio.",
      },
      {
        campo: "cod_resultado",
        mensaje: "El resultado 593147 no es de la competencia 2; elija uno de sus resultados.",
      },
    ],
  );
});

const DATES: [string, string[]][] = [
  ["2026-02-01", [
    "fuera_de_ficha: La ficha 2847248 empieza el lunes 2 de febrero de 2026 y la sesión es el " +
    "domingo 1 de febrero de 2026; elija otra fecha.",
    "no_laborable: El domingo 1 de febrero de 2026 no es laborable (domingo); elija otra fecha.",
  ]],
  ["2026-02-02", []],
  ["2026-07-13", [
    "no_laborable: El lunes 13 de julio de 2026 no es laborable (Virgen de Chiquinquirá); elija " +
    "otra fecha.",
  ]],
  ["2027-02-01", []],
  ["2027-02-02", [
    "fuera_de_ficha: La ficha 2847248 termina el lunes 1 de febrero de 2027 y la sesión es el " +
    "martes 2 de febrero de 2027; elija otra fecha.",
  ]],
];

for (const [fecha_programada, expected] of DATES) {
  Deno.test(`a session on ${fecha_programada} has ${expected.length} reasons`, () => {
    assert.deepEqual(
      messages(dateReasons(proposal({ fecha_programada }), facts())),
      expected,
    );
  });
}

Deno.test("a ficha without dates takes any date", () => {
  const fichas = new Map([[FICHA.cod_ficha, {
    ...FICHA,
    fecha_inicio: null,
    fecha_fin: null,
  }]]);
  const far = proposal({ fecha_programada: "2030-05-14" });
  assert.deepEqual(dateReasons(far, facts({ fichas })), []);
});

for (
  const [estado, expected] of [
    ["Terminada", true],
    ["TERMINADO", true],
    ["Terminada por unificación", true],
    ["terminada por fecha", true],
    ["CANCELADA", true],
    ["Cerrado", true],
    ["En ejecucion", false],
    ["Por certificar", false],
    ["", false],
    [null, false],
  ] as const
) {
  Deno.test(`estado_grupo "${estado}" ${expected ? "closes" : "leaves open"} the ficha`, () => {
    assert.equal(isClosed(estado), expected);
    const fichas = new Map([[FICHA.cod_ficha, {
      ...FICHA,
      estado_grupo: estado,
    }]]);
    const found = dateReasons(proposal(), facts({ fichas })).map(({ tipo }) => tipo);
    assert.deepEqual(found, expected ? ["ficha_cerrada"] : []);
  });
}

Deno.test("an instructor must be active, an instructor and of the ficha's centre", () => {
  assert.deepEqual(instructorReasons(proposal(), facts()), []);
  const broken = { ...ANA, estado: false, id_rol: 2, cod_centro: 1 };
  const instructores = new Map([[ANA.id_usuario, broken]]);
  assert.deepEqual(
    messages(instructorReasons(proposal(), facts({ instructores }))),
    [
      "instructor_no_valido: Ana Ríos está inactivo; elija otro instructor.",
      "instructor_no_valido: Ana Ríos no tiene el rol de instructor; elija otro instructor.",
      "instructor_no_valido: Ana Ríos no es del centro de la ficha; elija otro instructor.",
    ],
  );
  assert.deepEqual(
    messages(instructorReasons(proposal({ id_instructor: 99 }), facts())),
    [
      "instructor_no_valido: No existe el instructor 99; elija otro.",
    ],
  );
});

Deno.test("a room must be active and of the ficha's centre; none is no reason", () => {
  const ambientes = new Map([[7, { ...AULA, estado: false, cod_centro: 1 }]]);
  const inRoom = proposal({ id_ambiente: 7 });
  assert.deepEqual(messages(roomReasons(inRoom, facts({ ambientes }))), [
    "ambiente_no_valido: Aula 101 está inactivo; elija otro.",
    "ambiente_no_valido: Aula 101 no es del centro de la ficha; elija otro.",
  ]);
  assert.deepEqual(roomReasons(inRoom, facts()), []);
  assert.deepEqual(
    roomReasons(proposal({ id_ambiente: null }), facts({ ambientes })),
    [],
  );
});

for (
  const [modalidad, own, its, expected] of [
    ["PRESENCIAL", 8, 7, 8],
    ["PRESENCIAL", undefined, 7, 7],
    ["PRESENCIAL", null, 7, null],
    ["A DISTANCIA", undefined, null, null],
    ["Virtual", 8, 7, null],
    ["Virtual", undefined, 7, null],
    [null, undefined, 7, 7],
  ] as const
) {
  Deno.test(`${modalidad} with ${own} asked for, the ficha's ${its}: occupies ${expected}`, () => {
    assert.equal(roomFor(own, { modalidad, id_ambiente: its }), expected);
  });
}

Deno.test("a stored session without room where its ficha has one, or in one where it is virtual", () => {
  const none = proposal({ id_ambiente: null });
  const fichas = (changes: object) =>
    facts({
      fichas: new Map([[FICHA.cod_ficha, { ...FICHA, ...changes }]]),
    });
  assert.deepEqual(messages(placeReasons(none, facts())), [
    "sin_ambiente: Esta sesión no tiene ambiente y la ficha 2847248 está en Aula 101; asígnele uno.",
  ]);
  assert.deepEqual(placeReasons(proposal(), facts()), []);
  assert.deepEqual(placeReasons(none, fichas({ id_ambiente: null })), []);
  assert.deepEqual(placeReasons(none, fichas({ modalidad: "virtual" })), []);
  assert.deepEqual(
    messages(placeReasons(proposal(), fichas({ modalidad: "virtual" }))),
    [
      "ambiente_no_valido: La ficha 2847248 es virtual y esta sesión ocupa Aula 101; quítele el " +
      "ambiente.",
    ],
  );
});

Deno.test("a resultado that went to another competencia is not of this one any more", () => {
  const resultados = new Map([[593147, { nombre: "01", cod_competencia: 1 }]]);
  assert.deepEqual(
    messages(competenciaReasons(proposal(), facts({ resultados }))),
    [
      "competencia_no_valida: El resultado 593147 pasó a la competencia 1; elija uno de la " +
      "competencia 36180.",
    ],
  );
});

Deno.test("the competencia must be linked to the ficha's programme and its exact version", () => {
  assert.deepEqual(competenciaReasons(proposal(), facts()), []);
  const enlaces = new Set(["228118:2:36180"]);
  assert.deepEqual(
    messages(competenciaReasons(proposal(), facts({ enlaces }))),
    [
      "competencia_no_valida: La competencia 36180 no está en el programa 228118 versión 1 de la " +
      "ficha 2847248; elija otra o enlácela al programa.",
    ],
  );
});

Deno.test("a closed day says why; a holiday on a Sunday is called by its name", () => {
  const cerrados = new Map([["2025-07-20", "Día de la Independencia"]]);
  assert.equal(closedDay("2025-07-20", cerrados), "Día de la Independencia");
  assert.equal(closedDay("2025-07-27", cerrados), "domingo");
  assert.equal(closedDay("2025-07-28", cerrados), undefined);
});
