WITH r3 AS MATERIALIZED (
  SELECT concat(
    '{"members":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"relation":', coalesce(to_json(t2.relation), 'null'),
          ',"person":{"nameMasked":', coalesce(to_json(t2_p.name_masked), 'null'),
          ',"idNumber":', coalesce('{"~":"id_number:' || (t2_p.identity_id)::text || '"}', 'null'),
          '}}'
        ), ',' ORDER BY CASE WHEN 'person.relation' = ANY($5::text[]) THEN t2.relation END, CASE WHEN 'person.birth_date' = ANY($5::text[]) THEN t2_p.birth_date END, t2_p.id),
        ']'
      )
      FROM memberships t2 CROSS JOIN LATERAL (SELECT * FROM persons found WHERE found.id = t2.person_id OFFSET 0) t2_p
      WHERE t2.household_id = t1.id AND t2.superseded_at IS NULL AND t2.valid_from <= $6::date AND (t2.valid_to IS NULL OR $6::date < t2.valid_to) AND CASE WHEN $8::boolean AND (SELECT slice.whole AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
          THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id = t2.person_id) END
    ),
    '}'
  ) AS node, t1.id AS id
  FROM households t1
  WHERE t1.number = $1::text AND (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r3
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $9::bytea, $10::text, $11::text[], $12::text, $13::text, $2::text, $14::text, $15::text, $16::text, $17::text
)
SELECT
  concat(
    '{"data":{"household":', coalesce((
      SELECT node
      FROM r3
    ), 'null'),
    '}}'
  )
