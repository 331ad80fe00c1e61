/** The reports of SOFIA Plus that are read. */
export const TIPOS = ["pe04", "df14", "juicios"] as const;

export type Tipo = typeof TIPOS[number];
