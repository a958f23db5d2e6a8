WITH r3 AS MATERIALIZED (
  SELECT to_json(o2) AS node, t1.id AS id
  FROM persons t1 CROSS JOIN LATERAL (
    SELECT
      t1.name AS "name",
      t1.masked AS "idNumberMasked",
      ('{"~":"id_number:' || (t1.vault_id)::text || '"}')::json AS "idNumber"
  ) o2
  WHERE t1.id = $1::uuid
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r3
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $2::bytea, $3::text, $4::text[], $5::text
)
SELECT
  '{"data":' || '{"person":' || coalesce(to_json((
    SELECT node
    FROM r3
  ))::text, 'null') || '}' || '}'
