-- Lists of series and batches, the newest first.
CREATE INDEX IF NOT EXISTS serie_creada
  ON serie (creada_en, id_serie);
CREATE INDEX IF NOT EXISTS lote_creado
  ON lote (creado_en, id_lote);
