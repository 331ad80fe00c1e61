-- The judgements on the learners of a ficha, counted per resultado as the last report had them. Who
-- the learners are is not kept.
CREATE TABLE IF NOT EXISTS conteo_juicios (
  cod_ficha INT UNSIGNED NOT NULL,
  cod_resultado INT UNSIGNED NOT NULL,
  aprobados INT UNSIGNED NOT NULL,
  no_aprobados INT UNSIGNED NOT NULL,
  por_evaluar INT UNSIGNED NOT NULL,
  fecha_reporte DATE NULL,
  PRIMARY KEY (cod_ficha, cod_resultado),
  KEY conteo_juicios_resultado (cod_resultado),
  CONSTRAINT conteo_juicios_cod_ficha_fk FOREIGN KEY (cod_ficha) REFERENCES grupo (cod_ficha),
  CONSTRAINT conteo_juicios_cod_resultado_fk
    FOREIGN KEY (cod_resultado) REFERENCES resultado_aprendizaje (cod_resultado)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;

-- The fields that a person has set and that no import may overwrite: `registro` names the record as
-- the audit trail does.
CREATE TABLE IF NOT EXISTS campo_manual (
  tabla VARCHAR(30) NOT NULL,
  registro VARCHAR(30) NOT NULL,
  campo VARCHAR(30) NOT NULL,
  id_usuario INT UNSIGNED NULL,
  fecha DATETIME NOT NULL,
  PRIMARY KEY (tabla, registro, campo),
  KEY campo_manual_usuario (id_usuario),
  CONSTRAINT campo_manual_id_usuario_fk FOREIGN KEY (id_usuario) REFERENCES usuario (id_usuario)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
