WITH r33 AS MATERIALIZED (
  SELECT to_json(o32) AS node, t1.id AS id
  FROM households t1 CROSS JOIN LATERAL (
    SELECT
      t1.number AS "number",
      t1.residence AS "residence",
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
                  t3.sex AS "sex"
              ) o4
              WHERE t3.id = t2.person_id
            ) AS "person"
        ) o5
        WHERE t2.household_id = t1.id AND t2.superseded_at IS NULL AND t2.valid_from <= $6::date AND (t2.valid_to IS NULL OR $6::date < t2.valid_to) AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t2.household_id
            AND (slice.person_id = t2.person_id OR slice.person_id IS NULL AND slice.whole AND $7::boolean)
            AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
      ) AS "members",
      (
        WITH p7 AS MATERIALIZED (
          SELECT row_number() OVER (ORDER BY t6.happened_on DESC, t6.id DESC) AS n, to_json(o30) AS v0
          FROM chain_links t6 CROSS JOIN LATERAL (
            SELECT
              t6.kind AS "kind",
              (
                SELECT to_json(o11)
                FROM departments t10 CROSS JOIN LATERAL (
                  SELECT
                    t10.code AS "code"
                ) o11
                WHERE t10.code = t6.department
              ) AS "department",
              (
                SELECT to_json(o13)
                FROM categories t12 CROSS JOIN LATERAL (
                  SELECT
                    t12.code AS "code"
                ) o13
                WHERE t12.code = t6.category
              ) AS "category",
              (
                SELECT CASE CASE WHEN t14.department = $2::text AND $8::boolean THEN t14.department WHEN $9::boolean THEN 'with amount' END
                  WHEN 'civil_affairs' THEN (
                    SELECT to_json(o17)
                    FROM civil_affairs_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'CivilAffairsRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind",
                        (
                          SELECT to_json(o16)
                          FROM programmes t15 CROSS JOIN LATERAL (
                            SELECT
                              t15.number AS "number"
                          ) o16
                          WHERE t15.code = t14.programme
                        ) AS "programme",
                        t14.status AS "status",
                        t14.amount AS "amount"
                    ) o17
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'education_aid' THEN (
                    SELECT to_json(o18)
                    FROM education_aid_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'EducationAidRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o18
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'human_resources' THEN (
                    SELECT to_json(o19)
                    FROM human_resources_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'HumanResourcesRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o19
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'housing' THEN (
                    SELECT to_json(o20)
                    FROM housing_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'HousingRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o20
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'health' THEN (
                    SELECT to_json(o21)
                    FROM health_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'HealthRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o21
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'emergency_management' THEN (
                    SELECT to_json(o22)
                    FROM emergency_management_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'EmergencyManagementRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o22
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'rural_revitalization' THEN (
                    SELECT to_json(o23)
                    FROM rural_revitalization_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'RuralRevitalizationRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o23
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'medical_insurance' THEN (
                    SELECT to_json(o24)
                    FROM medical_insurance_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'MedicalInsuranceRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o24
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'disabled_federation' THEN (
                    SELECT to_json(o25)
                    FROM disabled_federation_records t14_d CROSS JOIN LATERAL (
                      SELECT
                        'DisabledFederationRecord'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o25
                    WHERE t14_d.id = t14.id
                  )
                  WHEN 'with amount' THEN (
                    SELECT to_json(o28)
                    FROM (
                      SELECT
                        'RecordElsewhereWithAmount'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind",
                        (
                          SELECT to_json(o27)
                          FROM programmes t26 CROSS JOIN LATERAL (
                            SELECT
                              t26.number AS "number"
                          ) o27
                          WHERE t26.code = t14.programme
                        ) AS "programme",
                        t14.amount AS "amount"
                    ) o28
                  )
                  ELSE (
                    SELECT to_json(o29)
                    FROM (
                      SELECT
                        'RecordElsewhere'::text AS "__typename",
                        (SELECT g.kind FROM programmes g WHERE g.code = t14.programme) AS "programmeKind"
                    ) o29
                  )
                END
                FROM assistance_records t14
                WHERE t14.id = t6.record_id
              ) AS "record"
          ) o30
          WHERE t6.household_id = ANY(ARRAY(SELECT t1.id UNION SELECT l.ancestor_id FROM lineage l WHERE l.household_id = t1.id)) AND (t6.household_id = t1.id OR EXISTS (SELECT FROM lineage l WHERE l.household_id = t1.id
                AND l.ancestor_id = t6.household_id
                AND (t6.happened_on < l.until OR t6.recorded_at < l.recorded_at)
                AND (t6.person_id IS NULL OR t6.person_id = l.person_id))) AND (t6.person_id IS NULL OR EXISTS (SELECT FROM reach slice WHERE slice.household_id = t1.id
              AND (slice.person_id = t6.person_id OR slice.person_id IS NULL AND slice.whole AND $7::boolean)
              AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false)))
          ORDER BY t6.happened_on DESC, t6.id DESC
          LIMIT $10::integer + 1
        )
        SELECT (
          SELECT to_json(o31)
          FROM (
            SELECT
              (
                SELECT count(*)
                FROM (
                  SELECT
                  FROM chain_links t8
                  WHERE t8.household_id = ANY(ARRAY(SELECT t1.id UNION SELECT l.ancestor_id FROM lineage l WHERE l.household_id = t1.id)) AND (t8.household_id = t1.id OR EXISTS (SELECT FROM lineage l WHERE l.household_id = t1.id
                        AND l.ancestor_id = t8.household_id
                        AND (t8.happened_on < l.until OR t8.recorded_at < l.recorded_at)
                        AND (t8.person_id IS NULL OR t8.person_id = l.person_id))) AND (t8.person_id IS NULL OR EXISTS (SELECT FROM reach slice WHERE slice.household_id = t1.id
                      AND (slice.person_id = t8.person_id OR slice.person_id IS NULL AND slice.whole AND $7::boolean)
                      AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false)))
                  LIMIT 10001
                ) o9
              ) AS "totalCount",
              (
                SELECT coalesce(json_agg(p7.v0 ORDER BY p7.n), '[]')
                FROM p7
                WHERE p7.n <= $10::integer
              ) AS "nodes"
          ) o31
        )
      ) AS "chain"
  ) o32
  WHERE t1.number = $1::text AND EXISTS (SELECT FROM reach slice WHERE slice.household_id = t1.id AND slice.person_id IS NULL AND slice.department = $2::text AND slice.position >= $3::bigint AND slice.position < $4::bigint AND coalesce(slice.position <@ $5::int8multirange, false))
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r33
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $11::bytea, $12::text, $13::text[], $14::text, $15::text, $2::text, $16::text, $17::text, $18::text, $19::text
)
SELECT
  '{"data":' || '{"household":' || coalesce(to_json((
    SELECT node
    FROM r33
  ))::text, 'null') || '}' || '}'
