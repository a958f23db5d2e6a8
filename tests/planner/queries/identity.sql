WITH r2 AS MATERIALIZED (
  SELECT concat(
    '{"name":', coalesce(to_json(t1.name), 'null'),
    ',"idNumberMasked":', coalesce(to_json(t1.masked), 'null'),
    ',"idNumber":', coalesce('{"~":"id_number:' || (t1.vault_id)::text || '"}', 'null'),
    '}'
  ) AS node, t1.id AS id
  FROM persons t1
  WHERE t1.id = $1::uuid
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r2
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $2::bytea, $3::text, $4::text[], $5::text
)
SELECT
  concat(
    '{"data":{"person":', coalesce((
      SELECT node
      FROM r2
    ), 'null'),
    '}}'
  )
