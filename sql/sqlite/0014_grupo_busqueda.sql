-- All that a search looks for in a grupo, its programme and its room, in one text that the API
-- writes.
ALTER TABLE grupo
  DROP COLUMN busqueda;
ALTER TABLE grupo
  ADD COLUMN busqueda VARCHAR(700) NOT NULL DEFAULT '';

-- Nothing searches the name alone any more.
ALTER TABLE ambiente_formacion
  DROP COLUMN nombre_ambiente_plano;
