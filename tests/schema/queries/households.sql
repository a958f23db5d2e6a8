WITH p2 AS MATERIALIZED (
  SELECT row_number() OVER (ORDER BY t1_r.position ASC, t1_r.household_id ASC) AS n, concat(
    '{"number":', coalesce(to_json(t1.number), 'null'),
    ',"residence":', coalesce(to_json(t1.residence), 'null'),
    ',"division":', coalesce((
      SELECT concat(
        '{"code":', coalesce(to_json(t3.code), 'null'),
        ',"name":', coalesce(to_json(t3.name), 'null'),
        '}'
      )
      FROM divisions t3
      WHERE t3.code = t1.division
    ), 'null'),
    ',"categories":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"code":', coalesce(to_json(t4.code), 'null'),
          '}'
        ), ',' ORDER BY t4.place),
        ']'
      )
      FROM categories t4
      WHERE EXISTS (SELECT FROM memberships m
              CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d
            WHERE m.household_id = t1.id AND d.category = t4.code AND d.superseded_at IS NULL AND d.valid_from <= $2::date AND (d.valid_to IS NULL OR $2::date < d.valid_to)
              AND m.superseded_at IS NULL AND m.valid_from <= $2::date AND (m.valid_to IS NULL OR $2::date < m.valid_to))
    ),
    '}'
  ) AS v0, t1.id AS id
  FROM reach t1_r JOIN households t1 ON t1.id = t1_r.household_id
  WHERE t1_r.department = $3::text AND t1_r.person_id IS NULL AND t1_r.position >= 0 AND t1_r.position >= $4::bigint AND t1_r.position < $5::bigint AND coalesce(t1_r.position <@ $6::int8multirange, false) AND coalesce($7::text[] IS NULL OR t1_r.reasons && $7::text[], false) AND t1.closed_on IS NULL AND t1_r.position >= (SELECT v.lo FROM divisions v WHERE v.code = $8::text) AND t1_r.position < (SELECT v.hi FROM divisions v WHERE v.code = $8::text) AND t1.residence = $9::text AND EXISTS (SELECT FROM memberships m CROSS JOIN LATERAL (SELECT * FROM determinations d WHERE d.person_id = m.person_id OFFSET 0) d WHERE m.household_id = t1.id AND m.superseded_at IS NULL AND m.valid_from <= $2::date AND (m.valid_to IS NULL OR $2::date < m.valid_to) AND d.superseded_at IS NULL AND d.valid_from <= $2::date AND (d.valid_to IS NULL OR $2::date < d.valid_to) AND d.category = $10::text)
  ORDER BY t1_r.position ASC, t1_r.household_id ASC
  LIMIT $1::integer + 1
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM p2 WHERE n <= $1::integer
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $11::bytea, $12::text, $13::text[], $14::text, $15::text, $3::text, $16::text, $17::text, $18::text, $19::text
)
SELECT
  concat(
    '{"data":{"households":{"pageInfo":{"hasNextPage":', coalesce((EXISTS (SELECT FROM p2 WHERE n > $1::integer))::text, 'null'),
    '},"nodes":', (
      SELECT concat(
        '[', string_agg(p2.v0, ',' ORDER BY p2.n),
        ']'
      )
      FROM p2
      WHERE p2.n <= $1::integer
    ),
    '}}}'
  )
