WITH r7 AS MATERIALIZED (
  SELECT to_json(o6) AS node, t1.id AS id
  FROM households t1 CROSS JOIN LATERAL (
    SELECT
      (
        SELECT coalesce(json_agg(to_json(o5) ORDER BY t2.relation, t2_p.birth_date, t2_p.id), '[]')
        FROM memberships t2 JOIN persons t2_p ON t2_p.id = t2.person_id CROSS JOIN LATERAL (
          SELECT
            t2.relation AS "relation",
            (
              SELECT to_json(o4)
              FROM persons t3 CROSS JOIN LATERAL (
                SELECT
                  t3.name_masked AS "nameMasked",
                  ('{"~":"id_number:' || (t3.identity_id)::text || '"}')::json AS "idNumber"
              ) o4
              WHERE t3.id = t2.person_id
            ) AS "person"
        ) o5
        WHERE t2.household_id = t1.id AND t2.superseded_at IS NULL AND t2.valid_from <= $6::date AND (t2.valid_to IS NULL OR $6::date < t2.valid_to) AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t2.household_id
            AND (slice.person_id = t2.person_id OR slice.person_id IS NULL AND slice.whole AND $7::boolean)
            AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
      ) AS "members"
  ) o6
  WHERE t1.number = $1::text AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t1.id AND slice.person_id IS NULL AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r7
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $8::bytea, $9::text, $10::text[], $11::text, $12::text, $2::text, $13::text, $14::text, $15::text, $16::text
)
SELECT
  '{"data":' || '{"household":' || coalesce(to_json((
    SELECT node
    FROM r7
  ))::text, 'null') || '}' || '}'
