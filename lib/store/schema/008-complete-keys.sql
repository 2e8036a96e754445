-- Whether the look-up table knows every span that carries the key: not when the key was added after spans had been stored.
ALTER TABLE business_keys ADD COLUMN IF NOT EXISTS Complete Bool DEFAULT true
