WITH r2 AS MATERIALIZED (
  SELECT concat(
    '{"name":', coalesce(to_json(t1.name), 'null'),
    ',"birthDate":', coalesce(to_json(t1.birth_date), 'null'),
    ',"sex":', coalesce(to_json(t1.sex), 'null'),
    '}'
  ) AS node, row_number() OVER (ORDER BY t1.id) AS n, t1.id AS id
  FROM persons t1
  WHERE t1.sex = $1::text AND t1.birth_date < $2::date
  ORDER BY t1.id
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r2
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $3::bytea, $4::text, $5::text[], $6::text
)
SELECT
  concat(
    '{"data":{"people":', (
      SELECT concat(
        '[', string_agg(node, ',' ORDER BY n),
        ']'
      )
      FROM r2
    ),
    '}}'
  )
