-- The judgements on the learners of a ficha, counted per resultado as the last report had them. Who
-- the learners are is not kept.
CREATE TABLE IF NOT EXISTS conteo_juicios (
  cod_ficha     INTEGER NOT NULL REFERENCES grupo (cod_ficha),
  cod_resultado INTEGER NOT NULL REFERENCES resultado_aprendizaje (cod_resultado),
  aprobados     INTEGER NOT NULL CHECK (aprobados >= 0),
  no_aprobados  INTEGER NOT NULL CHECK (no_aprobados >= 0),
  por_evaluar   INTEGER NOT NULL CHECK (por_evaluar >= 0),
  fecha_reporte DATE NULL,
  PRIMARY KEY (cod_ficha, cod_resultado)
);
CREATE INDEX IF NOT EXISTS conteo_juicios_resultado ON conteo_juicios (cod_resultado);

-- The fields that a person has set and that no import may overwrite: `registro` names the record as
-- the audit trail does.
CREATE TABLE IF NOT EXISTS campo_manual (
  tabla      VARCHAR(30) NOT NULL,
  registro   VARCHAR(30) NOT NULL,
  campo      VARCHAR(30) NOT NULL,
  id_usuario INTEGER NULL REFERENCES usuario (id_usuario),
  fecha      DATETIME NOT NULL,
  PRIMARY KEY (tabla, registro, campo)
);
CREATE INDEX IF NOT EXISTS campo_manual_usuario ON campo_manual (id_usuario);
