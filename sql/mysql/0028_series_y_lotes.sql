-- Lists of series and batches, the newest first.
CREATE INDEX serie_creada
  ON serie (creada_en, id_serie);
CREATE INDEX lote_creado
  ON lote (creado_en, id_lote);
