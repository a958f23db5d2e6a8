WITH r2 AS MATERIALIZED (
  SELECT concat(
    '{"number":', coalesce(to_json(t1.number), 'null'),
    ',"address":', CASE WHEN t1.village IS NOT NULL THEN concat(
      '{"village":', coalesce(to_json(t1.village), 'null'),
      '}'
    ) ELSE 'null' END,
    '}'
  ) AS node, t1.id AS id
  FROM households t1
  WHERE t1.id = $2::uuid
),
r4 AS MATERIALIZED (
  SELECT concat(
    '{"number":', coalesce(to_json(t3.number), 'null'),
    '}'
  ) AS node, t3.id AS id
  FROM households t3
  WHERE t3.id = $3::uuid
),
log AS (
  INSERT INTO access_log (roots, document_hash, operation, attributes, client)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r2
      UNION ALL
      SELECT id FROM r4
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $4::bytea, $5::text, $6::text[], $7::text
)
SELECT
  concat(
    '{"data":{"me":{"department":', coalesce(to_json($1::text), 'null'),
    '},"first":', coalesce((
      SELECT node
      FROM r2
    ), 'null'),
    ',"nobody":', coalesce((
      SELECT node
      FROM r4
    ), 'null'),
    ',"households_of_the_division_that_has_a_name_longer_than_an_identifier":{"totalCount":', coalesce(((
      SELECT count(*)
      FROM (
        SELECT
        FROM households t7
        LIMIT 10001
      ) o8
    ))::text, 'null'),
    '}}}'
  )
