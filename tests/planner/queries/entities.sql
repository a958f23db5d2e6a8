WITH r1 AS MATERIALIZED (
  SELECT t2.n, to_json(o4) AS node, t3.id AS id
  FROM unnest($1::uuid[]) WITH ORDINALITY t2(key, n) CROSS JOIN households t3 CROSS JOIN LATERAL (
    SELECT
      'Household'::text AS "__typename",
      t3.number AS "number"
  ) o4
  WHERE t3.id = t2.key
  UNION ALL
  SELECT t5.n, to_json(o9) AS node, t6.id AS id
  FROM unnest($2::uuid[]) WITH ORDINALITY t5(key, n) CROSS JOIN persons t6 CROSS JOIN LATERAL (
    SELECT
      'Person'::text AS "__typename",
      t6.name AS "name",
      (
        SELECT to_json(o8)
        FROM households t7 CROSS JOIN LATERAL (
          SELECT
            t7.number AS "number"
        ) o8
        WHERE t7.id = t6.household_id
      ) AS "household"
  ) o9
  WHERE t6.id = t5.key
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
  '{"data":' || '{"_entities":' || coalesce(to_json((
    SELECT coalesce(json_agg(r1.node ORDER BY o10.n), '[]')
    FROM generate_series(1, $3::integer) o10(n) LEFT JOIN r1 ON r1.n = o10.n
  ))::text, 'null') || '}' || '}'
