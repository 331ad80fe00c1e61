-- A session's room is a fact of the session: those that left it to their ficha get it written. A
-- virtual ficha occupies none.
UPDATE programacion p JOIN grupo g ON g.cod_ficha = p.cod_ficha
SET p.id_ambiente = g.id_ambiente
WHERE p.id_ambiente IS NULL AND g.id_ambiente IS NOT NULL
  AND COALESCE(g.modalidad_plano, '') <> 'virtual';
