WITH r7 AS MATERIALIZED (
  SELECT to_json(o6) AS node, row_number() OVER (ORDER BY t1.month DESC, t1.id) AS n
  FROM records t1 CROSS JOIN LATERAL (
    SELECT
      (t1.id)::text AS "id",
      t1.month AS "month",
      (
        SELECT to_json(o5)
        FROM programmes t2 CROSS JOIN LATERAL (
          SELECT
            t2.code AS "code",
            (
              SELECT to_json(o4)
              FROM programmes t3 CROSS JOIN LATERAL (
                SELECT
                  t3.code AS "code"
              ) o4
              WHERE t3.code = t2.parent
            ) AS "parent"
        ) o5
        WHERE t2.code = t1.programme
      ) AS "programme"
  ) o6
  ORDER BY t1.month DESC, t1.id
)
SELECT
  '{"data":' || '{"records":' || coalesce(to_json((
    SELECT coalesce(json_agg(node ORDER BY n), '[]')
    FROM r7
  ))::text, 'null') || '}' || '}'
