-- A session's room is a fact of the session: those that left it to their ficha get it written. A
-- virtual ficha occupies none.
UPDATE programacion SET id_ambiente = (
    SELECT g.id_ambiente FROM grupo g WHERE g.cod_ficha = programacion.cod_ficha)
WHERE id_ambiente IS NULL AND cod_ficha IN (
    SELECT g.cod_ficha FROM grupo g
    WHERE g.id_ambiente IS NOT NULL AND COALESCE(g.modalidad_plano, '') <> 'virtual');
