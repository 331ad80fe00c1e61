-- The days on which a centre closes by its own decision; those of the law are computed.
CREATE TABLE IF NOT EXISTS cierre_centro (
  id_cierre INT UNSIGNED AUTO_INCREMENT PRIMARY KEY,
  cod_centro INT UNSIGNED NOT NULL,
  fecha DATE NOT NULL,
  motivo VARCHAR(200) NOT NULL,
  UNIQUE KEY cierre_centro_unico (cod_centro, fecha),
  KEY cierre_centro_fecha (fecha, id_cierre),
  CONSTRAINT cierre_centro_cod_centro_fk
    FOREIGN KEY (cod_centro) REFERENCES centro_formacion (cod_centro)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

CREATE INDEX notificacion_recientes
  ON notificacion (id_usuario, fecha_creacion, id_notificacion);

-- The trail is read by date: on a cluster the ids are not in the order of time.
CREATE INDEX auditoria_fecha ON auditoria (fecha, id_auditoria);
CREATE INDEX auditoria_centro_fecha ON auditoria (cod_centro, fecha, id_auditoria);
DROP INDEX auditoria_centro ON auditoria;
