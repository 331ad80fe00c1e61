/** The learners of the i-th ficha: as many by gender as by state. */
export function counters(i: number, estado: string, isNew: boolean) {
  const cupo_total = 30 + (i % 2) * 5;
  const total = cupo_total - 2 - (i * 7) % 6;
  const num_aprendices_no_binario = i % 14 === 3 ? 1 : 0;
  const num_aprendices_femenino = Math.floor(
    (total - num_aprendices_no_binario) * (4 + i % 3) / 10,
  );
  const running = estado === "En ejecucion";
  const cancelled = estado === "Cancelada";
  const gone = {
    retiro_voluntario: i % 3,
    desercion_vit_comp: i % 4,
    traslados: i % 5 === 0 ? 1 : 0,
  };
  const held = { condicionado: running ? i % 2 : 0, aplazado: running ? (i >> 1) % 2 : 0 };
  const left = total - gone.retiro_voluntario - gone.desercion_vit_comp - gone.traslados;
  const rest = left - held.condicionado - held.aplazado;
  const por_certificar = running || cancelled ? 0 : i % 4;
  return {
    num_aprendices_masculinos: total - num_aprendices_femenino - num_aprendices_no_binario,
    num_aprendices_femenino,
    num_aprendices_no_binario,
    num_total_aprendices: total,
    num_total_aprendices_activos: running ? rest + held.condicionado : 0,
    cupo_total,
    en_transito: 0,
    induccion: running && isNew ? rest : 0,
    formacion: running && !isNew ? rest : 0,
    ...held,
    ...gone,
    cancelado: cancelled ? rest : 0,
    cancelamiento_vit_comp: 0,
    por_certificar,
    certificados: running || cancelled ? 0 : rest - por_certificar,
    otro: 0,
  };
}
