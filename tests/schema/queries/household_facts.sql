WITH r49 AS MATERIALIZED (
  SELECT to_json(o48) AS node, t1.id AS id
  FROM households t1 CROSS JOIN LATERAL (
    SELECT
      t1.residence AS "residence",
      (
        SELECT to_json(o3)
        FROM divisions t2 CROSS JOIN LATERAL (
          SELECT
            t2.name AS "name"
        ) o3
        WHERE t2.code = t1.division
      ) AS "division",
      (
        SELECT coalesce(json_agg(to_json(o47) ORDER BY t4.relation, t4_p.birth_date, t4_p.id), '[]')
        FROM memberships t4 JOIN persons t4_p ON t4_p.id = t4.person_id CROSS JOIN LATERAL (
          SELECT
            t4.relation AS "relation",
            (
              SELECT to_json(o46)
              FROM persons t5 CROSS JOIN LATERAL (
                SELECT
                  t5.name_masked AS "nameMasked",
                  (
                    SELECT coalesce(json_agg(CASE t6.department || '.' || t6.entity
                      WHEN 'civil_affairs.person' THEN (
                        SELECT to_json(o9)
                        FROM civil_affairs_person_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o8)
                              FROM departments t7 CROSS JOIN LATERAL (
                                SELECT
                                  t7.code AS "code"
                              ) o8
                              WHERE t7.code = t6.department
                            ) AS "department"
                        ) o9
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'civil_affairs.household' THEN (
                        SELECT to_json(o12)
                        FROM civil_affairs_household_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o11)
                              FROM departments t10 CROSS JOIN LATERAL (
                                SELECT
                                  t10.code AS "code"
                              ) o11
                              WHERE t10.code = t6.department
                            ) AS "department"
                        ) o12
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'civil_affairs.event' THEN (
                        SELECT to_json(o15)
                        FROM civil_affairs_event_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o14)
                              FROM departments t13 CROSS JOIN LATERAL (
                                SELECT
                                  t13.code AS "code"
                              ) o14
                              WHERE t13.code = t6.department
                            ) AS "department"
                        ) o15
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'education_aid.person' THEN (
                        SELECT to_json(o18)
                        FROM education_aid_person_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o17)
                              FROM departments t16 CROSS JOIN LATERAL (
                                SELECT
                                  t16.code AS "code"
                              ) o17
                              WHERE t16.code = t6.department
                            ) AS "department"
                        ) o18
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'finance.payment' THEN (
                        SELECT to_json(o21)
                        FROM finance_payment_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o20)
                              FROM departments t19 CROSS JOIN LATERAL (
                                SELECT
                                  t19.code AS "code"
                              ) o20
                              WHERE t19.code = t6.department
                            ) AS "department"
                        ) o21
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'human_resources.person' THEN (
                        SELECT to_json(o24)
                        FROM human_resources_person_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o23)
                              FROM departments t22 CROSS JOIN LATERAL (
                                SELECT
                                  t22.code AS "code"
                              ) o23
                              WHERE t22.code = t6.department
                            ) AS "department"
                        ) o24
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'housing.housing' THEN (
                        SELECT to_json(o27)
                        FROM housing_housing_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o26)
                              FROM departments t25 CROSS JOIN LATERAL (
                                SELECT
                                  t25.code AS "code"
                              ) o26
                              WHERE t25.code = t6.department
                            ) AS "department",
                            t6_d.danger_grade AS "dangerGrade"
                        ) o27
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'health.person' THEN (
                        SELECT to_json(o30)
                        FROM health_person_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o29)
                              FROM departments t28 CROSS JOIN LATERAL (
                                SELECT
                                  t28.code AS "code"
                              ) o29
                              WHERE t28.code = t6.department
                            ) AS "department"
                        ) o30
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'health.event' THEN (
                        SELECT to_json(o33)
                        FROM health_event_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o32)
                              FROM departments t31 CROSS JOIN LATERAL (
                                SELECT
                                  t31.code AS "code"
                              ) o32
                              WHERE t31.code = t6.department
                            ) AS "department"
                        ) o33
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'emergency_management.disaster' THEN (
                        SELECT to_json(o36)
                        FROM emergency_management_disaster_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o35)
                              FROM departments t34 CROSS JOIN LATERAL (
                                SELECT
                                  t34.code AS "code"
                              ) o35
                              WHERE t34.code = t6.department
                            ) AS "department"
                        ) o36
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'rural_revitalization.household' THEN (
                        SELECT to_json(o39)
                        FROM rural_revitalization_household_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o38)
                              FROM departments t37 CROSS JOIN LATERAL (
                                SELECT
                                  t37.code AS "code"
                              ) o38
                              WHERE t37.code = t6.department
                            ) AS "department"
                        ) o39
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'medical_insurance.person' THEN (
                        SELECT to_json(o42)
                        FROM medical_insurance_person_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o41)
                              FROM departments t40 CROSS JOIN LATERAL (
                                SELECT
                                  t40.code AS "code"
                              ) o41
                              WHERE t40.code = t6.department
                            ) AS "department"
                        ) o42
                        WHERE t6_d.id = t6.id
                      )
                      WHEN 'disabled_federation.person' THEN (
                        SELECT to_json(o45)
                        FROM disabled_federation_person_facts t6_d CROSS JOIN LATERAL (
                          SELECT
                            t6.entity AS "entity",
                            t6.as_of AS "asOf",
                            (
                              SELECT to_json(o44)
                              FROM departments t43 CROSS JOIN LATERAL (
                                SELECT
                                  t43.code AS "code"
                              ) o44
                              WHERE t43.code = t6.department
                            ) AS "department"
                        ) o45
                        WHERE t6_d.id = t6.id
                      )
                      ELSE NULL::json
                    END ORDER BY t6.department, t6.entity, t6.id), '[]')
                    FROM LATERAL (SELECT f.id, f.as_of, f.recorded_at, 'civil_affairs' AS department, 'person' AS entity FROM civil_affairs_person_facts f WHERE 'civil_affairs' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'civil_affairs' AS department, 'household' AS entity FROM civil_affairs_household_facts f WHERE 'civil_affairs' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'civil_affairs' AS department, 'event' AS entity FROM civil_affairs_event_facts f WHERE 'civil_affairs' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'education_aid' AS department, 'person' AS entity FROM education_aid_person_facts f WHERE 'education_aid' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'finance' AS department, 'payment' AS entity FROM finance_payment_facts f WHERE 'finance' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'human_resources' AS department, 'person' AS entity FROM human_resources_person_facts f WHERE 'human_resources' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'housing' AS department, 'housing' AS entity FROM housing_housing_facts f WHERE 'housing' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'health' AS department, 'person' AS entity FROM health_person_facts f WHERE 'health' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'health' AS department, 'event' AS entity FROM health_event_facts f WHERE 'health' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'emergency_management' AS department, 'disaster' AS entity FROM emergency_management_disaster_facts f WHERE 'emergency_management' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'rural_revitalization' AS department, 'household' AS entity FROM rural_revitalization_household_facts f WHERE 'rural_revitalization' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'medical_insurance' AS department, 'person' AS entity FROM medical_insurance_person_facts f WHERE 'medical_insurance' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL UNION ALL SELECT f.id, f.as_of, f.recorded_at, 'disabled_federation' AS department, 'person' AS entity FROM disabled_federation_person_facts f WHERE 'disabled_federation' = ANY($8::text[]) AND f.identity_id = t5.identity_id AND f.superseded_at IS NULL) t6
                  ) AS "facts"
              ) o46
              WHERE t5.id = t4.person_id
            ) AS "person"
        ) o47
        WHERE t4.household_id = t1.id AND t4.superseded_at IS NULL AND t4.valid_from <= $6::date AND (t4.valid_to IS NULL OR $6::date < t4.valid_to) AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t4.household_id
            AND (slice.person_id = t4.person_id OR slice.person_id IS NULL AND slice.whole AND $7::boolean)
            AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
      ) AS "members"
  ) o48
  WHERE t1.number = $1::text AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t1.id AND slice.person_id IS NULL AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r49
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $9::bytea, $10::text, $11::text[], $12::text, $13::text, $2::text, $14::text, $15::text, $16::text, $17::text
)
SELECT
  '{"data":' || '{"household":' || coalesce(to_json((
    SELECT node
    FROM r49
  ))::text, 'null') || '}' || '}'
