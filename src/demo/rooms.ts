const AULAS = Array.from({ length: 14 }, (_, i) => ({
  nombre_ambiente: `AULA ${i < 7 ? 101 + i : 194 + i}`,
  num_max_aprendices: 30 + (i % 3) * 5,
  municipio: "PEREIRA",
  ubicacion: `Sede principal, bloque ${i < 7 ? "A, primer" : "A, segundo"} piso`,
}));

const SALAS = Array.from({ length: 6 }, (_, i) => ({
  nombre_ambiente: `SALA DE SISTEMAS ${i + 1}`,
  num_max_aprendices: 28,
  municipio: "PEREIRA",
  ubicacion: "Sede principal, bloque B",
}));

const OTROS: [nombre: string, aprendices: number, municipio: string, ubicacion: string][] = [
  ["LABORATORIO DE SUELOS", 20, "PEREIRA", "Sede principal, bloque C"],
  ["LABORATORIO DE CAFÉ", 16, "PEREIRA", "Sede principal, bloque C"],
  ["TALLER DE PANADERÍA", 24, "PEREIRA", "Sede principal, bloque D"],
  ["UNIDAD PECUARIA", 30, "PEREIRA", "Granja, entrada 2"],
  ["VIVERO", 30, "PEREIRA", "Granja, entrada 1"],
  ["BENEFICIADERO", 20, "MARSELLA", "Vereda El Rayo"],
  ["AULA MÓVIL DE AGROINDUSTRIA", 25, "SANTA ROSA DE CABAL", "Plaza de mercado"],
  ["SALÓN COMUNAL", 35, "DOSQUEBRADAS", "Barrio Los Naranjos"],
  ["CASA DE LA CULTURA", 30, "BELÉN DE UMBRÍA", "Parque principal"],
  ["AULA QUINCHÍA", 30, "QUINCHIA", "Institución educativa, segundo piso"],
];

/** 30 ambientes; the last one is closed. */
export const AMBIENTES = [
  ...AULAS,
  ...SALAS,
  ...OTROS.map(([nombre_ambiente, num_max_aprendices, municipio, ubicacion]) => ({
    nombre_ambiente,
    num_max_aprendices,
    municipio,
    ubicacion,
  })),
].map((ambiente, i, { length }) => ({ ...ambiente, cod_centro: 9121, estado: i < length - 1 }));
