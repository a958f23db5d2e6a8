WITH r3 AS MATERIALIZED (
  SELECT to_json(o2) AS node, row_number() OVER (ORDER BY t1.id) AS n, t1.id AS id
  FROM persons t1 CROSS JOIN LATERAL (
    SELECT
      t1.name AS "name",
      t1.birth_date AS "birthDate",
      t1.sex AS "sex"
  ) o2
  WHERE t1.sex = $1::text AND t1.birth_date < $2::date
  ORDER BY t1.id
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r3
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $3::bytea, $4::text, $5::text[], $6::text
)
SELECT
  '{"data":' || '{"people":' || coalesce(to_json((
    SELECT coalesce(json_agg(node ORDER BY n), '[]')
    FROM r3
  ))::text, 'null') || '}' || '}'
