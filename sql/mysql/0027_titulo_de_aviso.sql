-- What a notice is called and what it is about: both were only in its words before.
ALTER TABLE notificacion
  ADD COLUMN titulo VARCHAR(100) NOT NULL DEFAULT 'Aviso';
ALTER TABLE notificacion
  ADD COLUMN tipo VARCHAR(20) NOT NULL DEFAULT 'aviso'
    CHECK (tipo IN ('programacion', 'ficha', 'instructor', 'importacion', 'aviso'));

UPDATE notificacion SET titulo = CASE
    WHEN mensaje LIKE 'Has sido asignado a la ficha %, que inici%' THEN 'Nueva ficha'
    WHEN mensaje LIKE 'Has sido asignado a la ficha % sesi%, del %' THEN 'Nueva serie de sesiones'
    WHEN mensaje LIKE 'Has sido asignado a la ficha %' THEN 'Nueva sesión'
    WHEN mensaje LIKE 'Ya no orienta la sesión %' THEN 'Sesión reasignada'
    WHEN mensaje LIKE 'Cambió su sesión %' THEN 'Sesión cambiada'
    WHEN mensaje LIKE 'Se canceló su sesión %' THEN 'Sesión cancelada'
    WHEN mensaje LIKE 'Se reactivó su sesión %' THEN 'Sesión reactivada'
    WHEN mensaje LIKE 'Se borró su sesión %' THEN 'Sesión borrada'
    WHEN mensaje LIKE 'Cambió una serie de la ficha %' THEN 'Serie cambiada'
    WHEN mensaje LIKE 'Cambió el ambiente de la ficha %' THEN 'Cambio de ambiente'
    ELSE 'Aviso' END
WHERE titulo = 'Aviso';
UPDATE notificacion SET tipo = CASE
    WHEN titulo IN ('Nueva ficha', 'Cambio de ambiente') THEN 'ficha'
    WHEN titulo = 'Aviso' THEN 'aviso'
    ELSE 'programacion' END
WHERE tipo = 'aviso';
