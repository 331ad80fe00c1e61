-- The sessions to come that an import leaves invalid, or that its preview would leave so: JSON.
ALTER TABLE importacion
  ADD COLUMN afectadas MEDIUMTEXT NULL;
