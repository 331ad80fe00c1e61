-- The days on which a centre closes by its own decision; those of the law are computed.
CREATE TABLE IF NOT EXISTS cierre_centro (
  id_cierre  INTEGER PRIMARY KEY AUTOINCREMENT,
  cod_centro INTEGER NOT NULL REFERENCES centro_formacion (cod_centro),
  fecha      DATE NOT NULL,
  motivo     VARCHAR(200) NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS cierre_centro_unico ON cierre_centro (cod_centro, fecha);
CREATE INDEX IF NOT EXISTS cierre_centro_fecha ON cierre_centro (fecha, id_cierre);

-- One goal per concept, however it is written; MySQL's collation already compares like this.
CREATE UNIQUE INDEX IF NOT EXISTS metas_concepto ON metas (cod_centro, anio, plano(concepto));

CREATE INDEX IF NOT EXISTS notificacion_recientes
  ON notificacion (id_usuario, fecha_creacion, id_notificacion);

-- The trail is read by date: on a cluster the ids are not in the order of time.
CREATE INDEX IF NOT EXISTS auditoria_fecha ON auditoria (fecha, id_auditoria);
CREATE INDEX IF NOT EXISTS auditoria_centro_fecha ON auditoria (cod_centro, fecha, id_auditoria);
DROP INDEX IF EXISTS auditoria_centro;
