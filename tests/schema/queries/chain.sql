WITH r12 AS MATERIALIZED (
  SELECT concat(
    '{"number":', coalesce(to_json(t1.number), 'null'),
    ',"residence":', coalesce(to_json(t1.residence), 'null'),
    ',"members":', (
      SELECT concat(
        '[', string_agg(concat(
          '{"relation":', coalesce(to_json(t2.relation), 'null'),
          ',"person":{"nameMasked":', coalesce(to_json(t2_p.name_masked), 'null'),
          ',"sex":', coalesce(to_json(t2_p.sex), 'null'),
          '}}'
        ), ',' ORDER BY CASE WHEN 'person.relation' = ANY($5::text[]) THEN t2.relation END, CASE WHEN 'person.birth_date' = ANY($5::text[]) THEN t2_p.birth_date END, t2_p.id),
        ']'
      )
      FROM memberships t2 CROSS JOIN LATERAL (SELECT * FROM persons found WHERE found.id = t2.person_id OFFSET 0) t2_p
      WHERE t2.household_id = t1.id AND t2.superseded_at IS NULL AND t2.valid_from <= $6::date AND (t2.valid_to IS NULL OR $6::date < t2.valid_to) AND CASE WHEN $8::boolean AND (SELECT slice.whole AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
          THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id = t2.person_id) END
    ),
    ',"chain":{"totalCount":', coalesce(((
      SELECT count(*)
      FROM (
        SELECT
        FROM chain_links t5
        WHERE t5.household_id = ANY(ARRAY(SELECT t1.id UNION ALL SELECT l.ancestor_id FROM lineage l WHERE l.household_id = t1.id AND l.undone_at IS NULL)) AND (t5.household_id = t1.id OR EXISTS (SELECT FROM lineage l WHERE l.household_id = t1.id AND l.undone_at IS NULL
              AND l.ancestor_id = t5.household_id
              AND (t5.happened_on < l.until OR t5.recorded_at < l.recorded_at)
              AND (t5.person_id IS NULL OR t5.person_id = l.person_id))) AND (t5.person_id IS NULL OR CASE WHEN $8::boolean AND (SELECT slice.whole AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
            THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id = t5.person_id) END)
        LIMIT 10001
      ) o6
    ))::text, 'null'),
    ',"nodes":', (
      SELECT concat(
        '[', string_agg(p4.v0, ','),
        ']'
      )
      FROM (
        SELECT concat(
          '{"kind":', coalesce(to_json(t3.kind), 'null'),
          ',"department":', coalesce((
            SELECT concat(
              '{"code":', coalesce(to_json(t7.code), 'null'),
              '}'
            )
            FROM departments t7
            WHERE t7.code = t3.department
          ), 'null'),
          ',"category":', coalesce((
            SELECT concat(
              '{"code":', coalesce(to_json(t8.code), 'null'),
              '}'
            )
            FROM categories t8
            WHERE t8.code = t3.category
          ), 'null'),
          ',"record":', coalesce((
            SELECT CASE CASE WHEN t9.department = $2::text AND $9::boolean THEN t9.department WHEN $10::boolean THEN 'with amount' END
              WHEN 'civil_affairs' THEN concat(
                '{"__typename":"CivilAffairsRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                ',"programme":', coalesce((
                  SELECT concat(
                    '{"number":', coalesce(to_json(t10.number), 'null'),
                    '}'
                  )
                  FROM programmes t10
                  WHERE t10.code = t9.programme
                ), 'null'),
                ',"status":', coalesce(to_json(t9.status), 'null'),
                ',"amount":', coalesce((t9.amount)::text, 'null'),
                '}'
              )
              WHEN 'education_aid' THEN concat(
                '{"__typename":"EducationAidRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'human_resources' THEN concat(
                '{"__typename":"HumanResourcesRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'housing' THEN concat(
                '{"__typename":"HousingRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'health' THEN concat(
                '{"__typename":"HealthRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'emergency_management' THEN concat(
                '{"__typename":"EmergencyManagementRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'rural_revitalization' THEN concat(
                '{"__typename":"RuralRevitalizationRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'medical_insurance' THEN concat(
                '{"__typename":"MedicalInsuranceRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'disabled_federation' THEN concat(
                '{"__typename":"DisabledFederationRecord","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
              WHEN 'with amount' THEN concat(
                '{"__typename":"RecordElsewhereWithAmount","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                ',"programme":', coalesce((
                  SELECT concat(
                    '{"number":', coalesce(to_json(t11.number), 'null'),
                    '}'
                  )
                  FROM programmes t11
                  WHERE t11.code = t9.programme
                ), 'null'),
                ',"amount":', coalesce((t9.amount)::text, 'null'),
                '}'
              )
              ELSE concat(
                '{"__typename":"RecordElsewhere","programmeKind":', coalesce(to_json((SELECT g.kind FROM programmes g WHERE g.code = t9.programme)), 'null'),
                '}'
              )
            END
            FROM assistance_records t9
            WHERE t9.id = t3.record_id
          ), 'null'),
          '}'
        ) AS v0
        FROM chain_links t3
        WHERE t3.household_id = ANY(ARRAY(SELECT t1.id UNION ALL SELECT l.ancestor_id FROM lineage l WHERE l.household_id = t1.id AND l.undone_at IS NULL)) AND (t3.household_id = t1.id OR EXISTS (SELECT FROM lineage l WHERE l.household_id = t1.id AND l.undone_at IS NULL
              AND l.ancestor_id = t3.household_id
              AND (t3.happened_on < l.until OR t3.recorded_at < l.recorded_at)
              AND (t3.person_id IS NULL OR t3.person_id = l.person_id))) AND (t3.person_id IS NULL OR CASE WHEN $8::boolean AND (SELECT slice.whole AND coalesce($7::text[] IS NULL OR slice.reasons && $7::text[], false) FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
            THEN true ELSE (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id = t3.person_id) END)
        ORDER BY t3.happened_on DESC, t3.id DESC
        LIMIT $11::integer
      ) p4
    ),
    '}}'
  ) AS node, t1.id AS id
  FROM households t1
  WHERE t1.number = $1::text AND (SELECT true FROM reach slice WHERE slice.household_id = t1.id AND slice.department = $2::text AND coalesce(slice.position <@ $3::int8multirange, false) AND coalesce($4::text[] IS NULL OR slice.reasons && $4::text[], false) AND slice.person_id IS NULL)
),
log AS (
  INSERT INTO access_log (subjects, document, operation, attributes, kind, client, department, purpose, purpose_note, variables, request)
  SELECT coalesce((
    SELECT array_agg(DISTINCT id)
    FROM (
      SELECT id FROM r12
    ) seen
    WHERE id IS NOT NULL
  ), '{}'), $12::bytea, $13::text, $14::text[], $15::text, $16::text, $2::text, $17::text, $18::text, $19::text, $20::text
)
SELECT
  concat(
    '{"data":{"household":', coalesce((
      SELECT node
      FROM r12
    ), 'null'),
    '}}'
  )
