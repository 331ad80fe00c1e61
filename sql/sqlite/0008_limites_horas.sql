-- How many hours a kind of contract may be programmed in a week or a month. Without cod_centro it
-- holds for every centre that has no row of its own.

CREATE TABLE IF NOT EXISTS limite_horas (
  id_limite     INTEGER PRIMARY KEY AUTOINCREMENT,
  tipo_contrato VARCHAR(50) NOT NULL,
  unidad        VARCHAR(10) NOT NULL CHECK (unidad IN ('semana', 'mes')),
  max_horas     DECIMAL(5, 2) NOT NULL CHECK (max_horas > 0),
  vigente_desde DATE NOT NULL,
  vigente_hasta DATE NULL,
  cod_centro    INTEGER NULL REFERENCES centro_formacion (cod_centro),
  efecto        VARCHAR(10) NOT NULL CHECK (efecto IN ('aviso', 'bloqueo')),
  CHECK (vigente_hasta IS NULL OR vigente_desde <= vigente_hasta)
);
CREATE INDEX IF NOT EXISTS limite_horas_centro ON limite_horas (cod_centro);

-- Planta: Resolución 642 de 2004. Contratistas: costumbre.
INSERT OR IGNORE INTO limite_horas
  (id_limite, tipo_contrato, unidad, max_horas, vigente_desde, efecto)
VALUES
  (1, 'planta', 'semana', 32, '2004-01-01', 'aviso'),
  (2, 'contratista', 'semana', 40, '2004-01-01', 'aviso'),
  (3, 'contratista', 'mes', 160, '2004-01-01', 'aviso');
