WITH r18 AS MATERIALIZED (
  SELECT concat(
    '{"residence":', coalesce(to_json(t1.residence), 'null'),
    ',"division":', coalesce((
      SELECT concat(
        '{"name":', coalesce(to_json(t2.name), 'null'),
        '}'
      )
      FROM divisions t2
      WHERE t2.code = t1.division
    ), 'null'),
    ',"members":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"relation":', coalesce(to_json(t3.relation), 'null'),
          ',"person":{"nameMasked":', coalesce(to_json(t3_p.name_masked), 'null'),
          ',"facts":', (
            SELECT concat(
              '[', string_agg(CASE t4.department || '.' || t4.entity
                WHEN 'civil_affairs.person' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t5.code), 'null'),
                      '}'
                    )
                    FROM departments t5
                    WHERE t5.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'civil_affairs.household' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t6.code), 'null'),
                      '}'
                    )
                    FROM departments t6
                    WHERE t6.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'civil_affairs.event' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t7.code), 'null'),
                      '}'
                    )
                    FROM departments t7
                    WHERE t7.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'education_aid.person' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t8.code), 'null'),
                      '}'
                    )
                    FROM departments t8
                    WHERE t8.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'finance.payment' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t9.code), 'null'),
                      '}'
                    )
                    FROM departments t9
                    WHERE t9.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'human_resources.person' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t10.code), 'null'),
                      '}'
                    )
                    FROM departments t10
                    WHERE t10.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'housing.housing' THEN coalesce((
                  SELECT concat(
                    '{"entity":', coalesce(to_json(t4.entity), 'null'),
                    ',"asOf":"', t4.as_of,
                    '","department":', coalesce((
                      SELECT concat(
                        '{"code":', coalesce(to_json(t11.code), 'null'),
                        '}'
                      )
                      FROM departments t11
                      WHERE t11.code = t4.department
                    ), 'null'),
                    ',"dangerGrade":', coalesce(to_json(t4_d.danger_grade), 'null'),
                    '}'
                  )
                  FROM housing_housing_facts t4_d
                  WHERE t4_d.id = t4.id
                ), 'null')
                WHEN 'health.person' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t12.code), 'null'),
                      '}'
                    )
                    FROM departments t12
                    WHERE t12.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'health.event' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t13.code), 'null'),
                      '}'
                    )
                    FROM departments t13
                    WHERE t13.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'emergency_management.disaster' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t14.code), 'null'),
                      '}'
                    )
                    FROM departments t14
                    WHERE t14.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'rural_revitalization.household' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t15.code), 'null'),
                      '}'
                    )
                    FROM departments t15
                    WHERE t15.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'medical_insurance.person' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t16.code), 'null'),
                      '}'
                    )
                    FROM departments t16
                    WHERE t16.code = t4.department
                  ), 'null'),
                  '}'
                )
                WHEN 'disabled_federation.person' THEN concat(
                  '{"entity":', coalesce(to_json(t4.entity), 'null'),
                  ',"asOf":"', t4.as_of,
                  '","department":', coalesce((
                    SELECT concat(
                      '{"code":', coalesce(to_json(t17.code), 'null'),
                      '}'
                    )
                    FROM departments t17
                    WHERE t17.code = t4.department
                  ), 'null'),
                  '}'
                )
                ELSE 'null'::text
              END, ',' ORDER BY t4.department, t4.entity, t4.id),
              ']'
            )
            FROM LATERAL (SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'civil_affairs' AS department, 'person' AS entity FROM civil_affairs_person_facts f WHERE 'civil_affairs' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'civil_affairs' AS department, 'household' AS entity FROM civil_affairs_household_facts f WHERE 'civil_affairs' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'civil_affairs' AS department, 'event' AS entity FROM civil_affairs_event_facts f WHERE 'civil_affairs' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'education_aid' AS department, 'person' AS entity FROM education_aid_person_facts f WHERE 'education_aid' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'finance' AS department, 'payment' AS entity FROM finance_payment_facts f WHERE 'finance' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'human_resources' AS department, 'person' AS entity FROM human_resources_person_facts f WHERE 'human_resources' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'housing' AS department, 'housing' AS entity FROM housing_housing_facts f WHERE 'housing' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'health' AS department, 'person' AS entity FROM health_person_facts f WHERE 'health' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'health' AS department, 'event' AS entity FROM health_event_facts f WHERE 'health' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'emergency_management' AS department, 'disaster' AS entity FROM emergency_management_disaster_facts f WHERE 'emergency_management' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'rural_revitalization' AS department, 'household' AS entity FROM rural_revitalization_household_facts f WHERE 'rural_revitalization' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'medical_insurance' AS department, 'person' AS entity FROM medical_insurance_person_facts f WHERE 'medical_insurance' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, f.superseded_at, 'disabled_federation' AS department, 'person' AS entity FROM disabled_federation_person_facts f WHERE 'disabled_federation' = ANY($9::text[]) AND f.identity_id = t3_p.identity_id AND f.superseded_at IS NULL) t4
          ),
          '}}'
        ), ',' ORDER BY CASE WHEN 'person.relation' = ANY($5::text[]) THEN t3.relation END, CASE WHEN 'person.birth_date' = ANY($5::text[]) THEN t3_p.birth_date END, t3_p.id),
        ']'
      )
      FROM memberships t3 CROSS JOIN LATERAL (SELECT * FROM persons found WHERE found.id = t3.person_id OFFSET 0) t3_p
      WHERE t3.household_id = t1.id AND t3.superseded_at IS NULL AND t3.valid_from <= $6::date AND (t3.valid_to IS NULL OR $6::date < t3.valid_to) AND CASE WHEN $8::boolean AND (SELECT slice.whole AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
          THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id = t3.person_id) END
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
      SELECT id FROM r18
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $10::bytea, $11::text, $12::text[], $13::text, $14::text, $2::text, $15::text, $16::text, $17::text, $18::text
)
SELECT
  concat(
    '{"data":{"household":', coalesce((
      SELECT node
      FROM r18
    ), 'null'),
    '}}'
  )
