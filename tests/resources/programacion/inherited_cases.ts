import { INSTRUCTOR } from "../../support.ts";
import { AULA, DATABASES, FICHA, FOREIGN_ROOM, LARGE, PROGRAMMING, WRITE } from "./world.ts";

/** What becomes of a change. */
export type Answer = {
  /** What is shown otherwise than before, by name, and what it is then. */
  shows?: Record<string, unknown>;
  status: number;
  afectadas?: number;
  motivos?: string[];
  avisos?: string[];
};
export type Case = [field: string, method: string, path: string, body: object | undefined, Answer];

const LIMIT = {
  ...{ tipo_contrato: "contratista", unidad: "semana", max_horas: 1 },
  ...{ vigente_desde: "2026-01-01", efecto: "bloqueo" },
};

const learners = (many: number) => ({
  num_aprendices_masculinos: many,
  num_total_aprendices: many,
  num_total_aprendices_activos: many,
});

const TEXT = "Competencia: PROGRAMAR\nResultado: 01 ESCRIBIR\n" +
  "Ficha: 2847248 · DESARROLLO DE SOFTWARE\nInstructor: Inés Mejía\nAmbiente: AULA 101";

/** The hours of what a programme has no longer stand apart. */
const ELSEWHERE = { "ledger hours": "0 0", "ledger elsewhere": 4 };

export const GRUPO = `/grupos/${FICHA}`;
const LINK = `/programas/228118/1/competencias/${PROGRAMMING}`;

export const CASES: Case[] = [
  ["end of the ficha", "PATCH", GRUPO, { fecha_fin: "2026-07-10" }, {
    shows: { "ledger room left": "5 40" },
    ...{ status: 200, afectadas: 1, motivos: ["fuera_de_ficha"] },
  }],
  ["start of the ficha", "PATCH", GRUPO, { fecha_inicio: "2026-07-15" }, {
    shows: { "ledger room left": "163 1304" },
    ...{ status: 200, afectadas: 1, motivos: ["fuera_de_ficha"] },
  }],
  ["state of the ficha", "PATCH", GRUPO, { estado_grupo: "Terminada por fecha" }, {
    ...{ status: 200, afectadas: 1, motivos: ["ficha_cerrada"] },
  }],
  ["another open state", "PATCH", GRUPO, { estado_grupo: "Induccion" }, { status: 200 }],
  ["programme of the ficha", "PATCH", GRUPO, { cod_programa: 228119 }, {
    shows: {
      "ics text": TEXT.replace("DESARROLLO DE SOFTWARE", "GANADERÍA"),
      ...ELSEWHERE,
      "ledger budget": "80 80",
    },
    ...{ status: 200, afectadas: 1, motivos: ["competencia_no_valida"] },
  }],
  ["room of the ficha: its sessions stay", "PATCH", GRUPO, { id_ambiente: LARGE }, { status: 200 }],
  ["hours of the ficha", "PATCH", GRUPO, { hora_inicio: "18:00", hora_fin: "22:00" }, {
    status: 200,
    shows: { "ledger room left": "170 680" },
  }],
  ["room of another centre", "PATCH", GRUPO, { id_ambiente: FOREIGN_ROOM }, { status: 409 }],
  ["state of the room", "PATCH", `/ambientes/${AULA}`, { estado: false }, {
    ...{ status: 200, afectadas: 1, motivos: ["ambiente_no_valido"] },
  }],
  ["centre of the room, in use", "PATCH", `/ambientes/${AULA}`, { cod_centro: 9307 }, {
    status: 409,
  }],
  ["name of the room", "PATCH", `/ambientes/${AULA}`, { nombre_ambiente: "AULA 1" }, {
    status: 200,
    shows: { "ics place": "AULA 1", "ics text": TEXT.replace("AULA 101", "AULA 1") },
  }],
  ["state of the instructor", "PUT", `/users/${INSTRUCTOR}`, { estado: false }, {
    ...{ status: 200, afectadas: 1, motivos: ["instructor_no_valido"] },
  }],
  ["centre of the instructor", "PUT", `/users/${INSTRUCTOR}`, { cod_centro: 9307 }, {
    ...{ status: 200, afectadas: 1, motivos: ["instructor_no_valido"] },
  }],
  ["role of the instructor", "PUT", `/users/${INSTRUCTOR}`, { id_rol: 2 }, {
    shows: { load: "undefined undefined undefined" },
    ...{ status: 200, afectadas: 1, motivos: ["instructor_no_valido"] },
  }],
  ["a closed day", "POST", "/festivos/cierres", { fecha: "2026-07-14", motivo: "Aseo" }, {
    shows: { "ics events": 27, "ledger room left": "169 1352" },
    ...{ status: 201, afectadas: 1, motivos: ["no_laborable"] },
  }],
  ["link of the competencia", "DELETE", LINK, undefined, {
    shows: { ...ELSEWHERE, "ledger budget": "40 40" },
    ...{ status: 200, afectadas: 1, motivos: ["competencia_no_valida"] },
  }],
  [
    "link of a competencia that has no sessions",
    "DELETE",
    LINK.replace(String(PROGRAMMING), String(DATABASES)),
    undefined,
    { status: 204, shows: { "ledger budget": "100 96" } },
  ],
  [
    "competencia of the resultado, in use",
    "PUT",
    `/resultados/${WRITE}`,
    { cod_competencia: DATABASES },
    { status: 409 },
  ],
  ["hours of the competencia", "PUT", `/competencias/${PROGRAMMING}`, { horas: 1 }, {
    shows: { "ledger budget": "41 40" },
    ...{ status: 200, avisos: ["presupuesto"] },
  }],
  ["more hours of the competencia", "PUT", `/competencias/${PROGRAMMING}`, { horas: 4 }, {
    status: 200,
    shows: { "ledger budget": "44 40" },
  }],
  ["places of the ficha", "PUT", `${GRUPO}/datos`, { cupo_total: 60 }, { status: 200 }],
  ["learners of the ficha", "PUT", `${GRUPO}/datos`, learners(31), {
    ...{ status: 200, avisos: ["capacidad"] },
  }],
  ["as many learners as fit", "PUT", `${GRUPO}/datos`, learners(30), { status: 200 }],
  ["capacity of the room", "PATCH", `/ambientes/${AULA}`, { num_max_aprendices: 27 }, {
    ...{ status: 200, avisos: ["capacidad"] },
  }],
  ["capacity that is enough", "PATCH", `/ambientes/${AULA}`, { num_max_aprendices: 28 }, {
    status: 200,
  }],
  // A limit is of all hours of a period, and none of its sessions is the one too many: the load
  // shows it in red, and the next booking is refused.
  ["an hour limit that blocks", "POST", "/limites-horas", LIMIT, {
    status: 201,
    shows: { load: "2 1 rojo" },
  }],
];
