type Schedule = {
  [Field in "fecha_inicio" | "fecha_fin" | "hora_inicio" | "hora_fin"]?: string | null | undefined;
};

type Contradiction = { path: string[]; message: string };

/** What two fields of a grupo say against each other; dates and times compare as text. */
export function contradictionsOf(grupo: Schedule): Contradiction[] {
  const found: Contradiction[] = [];
  const { fecha_inicio, fecha_fin, hora_inicio, hora_fin } = grupo;
  if (hora_inicio && hora_fin && hora_inicio >= hora_fin) {
    found.push({
      path: ["hora_fin"],
      message: `Debe ser posterior a hora_inicio (${hora_inicio})`,
    });
  }
  if (fecha_inicio && fecha_fin && fecha_inicio > fecha_fin) {
    found.push({
      path: ["fecha_fin"],
      message: `No puede ser anterior a fecha_inicio (${fecha_inicio})`,
    });
  }
  return found;
}
