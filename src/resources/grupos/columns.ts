/** What SOFIA Plus reports of a grupo besides its code, its centre and its programme. */
export const REPORTED = [
  "estado_grupo",
  "nombre_nivel",
  "jornada",
  "fecha_inicio",
  "fecha_fin",
  "etapa",
  "modalidad",
  "responsable",
  "nombre_empresa",
  "nombre_municipio",
  "nombre_programa_especial",
] as const;

/** Its programme, in the exact version. */
export const PROGRAMA = ["cod_programa", "la_version"] as const;

/** Its schedule and its room: people alone set them, and no import does. */
export const SCHEDULE = ["hora_inicio", "hora_fin", "id_ambiente"] as const;
