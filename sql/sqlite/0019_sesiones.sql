-- The version of the user that a sign-in belongs to: what ends his sessions raises the version of the
-- user, and everything that carries an older one is old. `usos` counts how often a token was brought:
-- each use writes the row, so that on a cluster none passes by what closes the session.
ALTER TABLE token_refresco ADD COLUMN version_sesion INTEGER NULL;
ALTER TABLE token_refresco ADD COLUMN usos INTEGER NOT NULL DEFAULT 0;

-- What an inactive user had opened before is over for good.
DELETE FROM token_refresco
WHERE id_usuario IN (SELECT id_usuario FROM usuario WHERE estado = 0);
DELETE FROM calendario
WHERE id_usuario IN (SELECT id_usuario FROM usuario WHERE estado = 0);
UPDATE token_refresco
SET version_sesion = (
  SELECT version_sesion FROM usuario u WHERE u.id_usuario = token_refresco.id_usuario)
WHERE version_sesion IS NULL;
