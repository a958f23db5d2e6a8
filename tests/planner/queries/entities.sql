WITH r1 AS MATERIALIZED (
  SELECT t2.n, concat(
    '{"__typename":"Household","number":', coalesce(to_json(t3.number), 'null'),
    '}'
  ) AS node, t3.id AS id
  FROM unnest($1::uuid[]) WITH ORDINALITY t2(key, n) CROSS JOIN households t3
  WHERE t3.id = t2.key
  UNION ALL
  SELECT t4.n, concat(
    '{"__typename":"Person","name":', coalesce(to_json(t5.name), 'null'),
    ',"household":', coalesce((
      SELECT concat(
        '{"number":', coalesce(to_json(t6.number), 'null'),
        '}'
      )
      FROM households t6
      WHERE t6.id = t5.household_id
    ), 'null'),
    '}'
  ) AS node, t5.id AS id
  FROM unnest($2::uuid[]) WITH ORDINALITY t4(key, n) CROSS JOIN persons t5
  WHERE t5.id = t4.key
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r1
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $4::bytea, $5::text, $6::text[], $7::text
)
SELECT
  concat(
    '{"data":{"_entities":', (
      SELECT concat(
        '[', string_agg(coalesce(r1.node, 'null'), ',' ORDER BY o7.n),
        ']'
      )
      FROM generate_series(1, $3::integer) o7(n) LEFT JOIN r1 ON r1.n = o7.n
    ),
    '}}'
  )
