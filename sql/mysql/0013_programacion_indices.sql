-- All that says when a session takes place and whether it still does, for what adds up hours or
-- looks for clashes: thousands of sessions at once, which it then need not fetch one by one.
CREATE INDEX programacion_instructor_horas ON programacion
  (id_instructor, fecha_programada, hora_inicio, hora_fin, estado);
CREATE INDEX programacion_ficha_horas ON programacion
  (cod_ficha, fecha_programada, hora_inicio, hora_fin, estado, id_instructor, id_ambiente);
CREATE INDEX programacion_ambiente_horas ON programacion
  (id_ambiente, fecha_programada, hora_inicio, hora_fin, estado);

-- What those begin with.
DROP INDEX programacion_instructor ON programacion;
DROP INDEX programacion_ficha ON programacion;
DROP INDEX programacion_ambiente ON programacion;
