-- Of the learners who have left a ficha: their judgements are counted apart.
ALTER TABLE conteo_juicios
  ADD COLUMN retirados INT UNSIGNED NOT NULL DEFAULT 0;

-- The day whose data a file has, as it says itself, and the later one whose data were there already;
-- the ficha that it is about, if it is one; and what there is to say about the file: JSON.
ALTER TABLE importacion
  ADD COLUMN fecha_reporte DATE NULL;
ALTER TABLE importacion
  ADD COLUMN anterior_a DATE NULL;
ALTER TABLE importacion
  ADD COLUMN cod_ficha INT UNSIGNED NULL;
ALTER TABLE importacion
  ADD COLUMN avisos MEDIUMTEXT NULL;

-- The centres that a file speaks of: in them, a report of an earlier day is older. A centre may be
-- there before it is created, for the file itself may bring it.
CREATE TABLE IF NOT EXISTS alcance_importacion (
  id_importacion INT UNSIGNED NOT NULL,
  cod_centro INT UNSIGNED NOT NULL,
  PRIMARY KEY (id_importacion, cod_centro),
  KEY alcance_importacion_centro (cod_centro),
  CONSTRAINT alcance_importacion_id_importacion_fk
    FOREIGN KEY (id_importacion) REFERENCES importacion (id_importacion)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
