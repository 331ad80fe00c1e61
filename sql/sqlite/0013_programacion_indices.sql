-- All that says when a session takes place and whether it still does, for what adds up hours or
-- looks for clashes: thousands of sessions at once, which it then need not fetch one by one.
CREATE INDEX IF NOT EXISTS programacion_instructor_horas ON programacion
  (id_instructor, fecha_programada, hora_inicio, hora_fin, estado);
CREATE INDEX IF NOT EXISTS programacion_ficha_horas ON programacion
  (cod_ficha, fecha_programada, hora_inicio, hora_fin, estado, id_instructor, id_ambiente);
CREATE INDEX IF NOT EXISTS programacion_ambiente_horas ON programacion
  (id_ambiente, fecha_programada, hora_inicio, hora_fin, estado);

-- What those begin with.
DROP INDEX IF EXISTS programacion_instructor;
DROP INDEX IF EXISTS programacion_ficha;
DROP INDEX IF EXISTS programacion_ambiente;
