SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."amount") AS "present0",
  APPROX_DISTINCT("t0"."amount") AS "distinct0",
  MIN("t0"."amount") AS "least0",
  MAX("t0"."amount") AS "most0",
  COUNT("t0"."count") AS "present1",
  APPROX_DISTINCT("t0"."count") AS "distinct1",
  MIN("t0"."count") AS "least1",
  MAX("t0"."count") AS "most1",
  COUNT("t0"."who") AS "present2",
  APPROX_DISTINCT("t0"."who") AS "distinct2",
  COUNT("t0"."text") AS "present3",
  APPROX_DISTINCT("t0"."text") AS "distinct3",
  COUNT("t0"."said") AS "present4",
  APPROX_DISTINCT("t0"."said") AS "distinct4",
  COUNT("t0"."at") AS "present5",
  APPROX_DISTINCT("t0"."at") AS "distinct5",
  MIN("t0"."at") AS "least5",
  MAX("t0"."at") AS "most5",
  COUNT("t0"."loaded") AS "present6",
  APPROX_DISTINCT("t0"."loaded") AS "distinct6",
  MIN("t0"."loaded") AS "least6",
  MAX("t0"."loaded") AS "most6"
FROM "live" AS "t0";

SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."amount") AS "present0",
  APPROX_DISTINCT("t0"."amount") AS "distinct0",
  MIN("t0"."amount") AS "least0",
  MAX("t0"."amount") AS "most0",
  COUNT("t0"."count") AS "present1",
  APPROX_DISTINCT("t0"."count") AS "distinct1",
  MIN("t0"."count") AS "least1",
  MAX("t0"."count") AS "most1",
  COUNT("t0"."who") AS "present2",
  APPROX_DISTINCT("t0"."who") AS "distinct2",
  COUNT("t0"."text") AS "present3",
  APPROX_DISTINCT("t0"."text") AS "distinct3",
  COUNT("t0"."said") AS "present4",
  APPROX_DISTINCT("t0"."said") AS "distinct4",
  COUNT("t0"."at") AS "present5",
  APPROX_DISTINCT("t0"."at") AS "distinct5",
  MIN("t0"."at") AS "least5",
  MAX("t0"."at") AS "most5",
  COUNT("t0"."loaded") AS "present6",
  APPROX_DISTINCT("t0"."loaded") AS "distinct6",
  MIN("t0"."loaded") AS "least6",
  MAX("t0"."loaded") AS "most6"
FROM "reference" AS "t0";

SELECT
  MAX(CAST(TO_UNIXTIME("t0"."at") AS DOUBLE)) FILTER(WHERE
    CAST(TO_UNIXTIME("t0"."at") AS DOUBLE) <= CAST(1772442300.0 AS DOUBLE)) AS "newest",
  COUNT(*) FILTER(WHERE
    CAST(TO_UNIXTIME("t0"."at") AS DOUBLE) > CAST(1772442300.0 AS DOUBLE)) AS "ahead",
  COUNT("t0"."at") - COUNT(CAST(TO_UNIXTIME("t0"."at") AS DOUBLE)) AS "unreadable"
FROM "live" AS "t0";

SELECT
  APPROX_PERCENTILE("t1"."lag", CAST(0.5 AS DOUBLE)) AS "q0_0",
  APPROX_PERCENTILE("t1"."lag", CAST(0.95 AS DOUBLE)) AS "q0_1"
FROM (
  SELECT
    CAST((
      CAST(TO_UNIXTIME("t0"."loaded") AS DOUBLE) - CAST(TO_UNIXTIME("t0"."at") AS DOUBLE)
    ) AS DOUBLE) / 3600 AS "lag"
  FROM "live" AS "t0"
) AS "t1";

SELECT
  MAX(CAST(TO_UNIXTIME(TRY_CAST("t0"."said" AS TIMESTAMP WITH TIME ZONE)) AS DOUBLE)) FILTER(WHERE
    CAST(TO_UNIXTIME(TRY_CAST("t0"."said" AS TIMESTAMP WITH TIME ZONE)) AS DOUBLE) <= CAST(1772442300.0 AS DOUBLE)) AS "newest",
  COUNT(*) FILTER(WHERE
    CAST(TO_UNIXTIME(TRY_CAST("t0"."said" AS TIMESTAMP WITH TIME ZONE)) AS DOUBLE) > CAST(1772442300.0 AS DOUBLE)) AS "ahead",
  COUNT("t0"."said") - COUNT(CAST(TO_UNIXTIME(TRY_CAST("t0"."said" AS TIMESTAMP WITH TIME ZONE)) AS DOUBLE)) AS "unreadable"
FROM "live" AS "t0";

SELECT
  APPROX_PERCENTILE("t1"."lag", CAST(0.5 AS DOUBLE)) AS "q0_0",
  APPROX_PERCENTILE("t1"."lag", CAST(0.95 AS DOUBLE)) AS "q0_1"
FROM (
  SELECT
    CAST((
      CAST(TO_UNIXTIME("t0"."loaded") AS DOUBLE) - CAST(TO_UNIXTIME(TRY_CAST("t0"."said" AS TIMESTAMP WITH TIME ZONE)) AS DOUBLE)
    ) AS DOUBLE) / 3600 AS "lag"
  FROM "live" AS "t0"
) AS "t1";

SELECT
  COUNT(*) FILTER(WHERE
    (
      "t0"."amount" IS NOT NULL
    )
    AND NOT (
      COALESCE("t0"."amount" >= CAST(-1.0 AS DOUBLE), FALSE)
    )) AS "rule0",
  COUNT("t0"."count") - COUNT(DISTINCT "t0"."count") AS "rule1",
  COUNT(*) FILTER(WHERE
    "t0"."who" IS NULL) AS "rule2",
  COUNT(*) FILTER(WHERE
    (
      "t0"."text" IS NOT NULL
    )
    AND NOT (
      COALESCE(TRY_CAST("t0"."text" AS DOUBLE) <= CAST(20.0 AS DOUBLE), FALSE)
    )) AS "rule3",
  COUNT(*) FILTER(WHERE
    (
      "t0"."who" IS NOT NULL
    ) AND NOT (
      "t0"."who" IN ('ann', 'bob', '"')
    )) AS "rule4",
  COUNT(*) FILTER(WHERE
    (
      (
        "t0"."amount" IS NOT NULL
      )
      AND NOT (
        COALESCE("t0"."amount" >= CAST(-1.0 AS DOUBLE), FALSE)
      )
    )
    OR (
      "t0"."who" IS NULL
    )
    OR (
      (
        "t0"."text" IS NOT NULL
      )
      AND NOT (
        COALESCE(TRY_CAST("t0"."text" AS DOUBLE) <= CAST(20.0 AS DOUBLE), FALSE)
      )
    )
    OR (
      (
        "t0"."who" IS NOT NULL
      ) AND NOT (
        "t0"."who" IN ('ann', 'bob', '"')
      )
    )) AS "breaking"
FROM "live" AS "t0";

SELECT
  APPROX_PERCENTILE("t0"."amount", CAST(0.1 AS DOUBLE)) AS "q0_0",
  APPROX_PERCENTILE("t0"."amount", CAST(0.2 AS DOUBLE)) AS "q0_1",
  APPROX_PERCENTILE("t0"."amount", CAST(0.3 AS DOUBLE)) AS "q0_2",
  APPROX_PERCENTILE("t0"."amount", CAST(0.4 AS DOUBLE)) AS "q0_3",
  APPROX_PERCENTILE("t0"."amount", CAST(0.5 AS DOUBLE)) AS "q0_4",
  APPROX_PERCENTILE("t0"."amount", CAST(0.6 AS DOUBLE)) AS "q0_5",
  APPROX_PERCENTILE("t0"."amount", CAST(0.7 AS DOUBLE)) AS "q0_6",
  APPROX_PERCENTILE("t0"."amount", CAST(0.8 AS DOUBLE)) AS "q0_7",
  APPROX_PERCENTILE("t0"."amount", CAST(0.9 AS DOUBLE)) AS "q0_8",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.1 AS DOUBLE)) AS "q1_0",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.2 AS DOUBLE)) AS "q1_1",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.3 AS DOUBLE)) AS "q1_2",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.4 AS DOUBLE)) AS "q1_3",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.5 AS DOUBLE)) AS "q1_4",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.6 AS DOUBLE)) AS "q1_5",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.7 AS DOUBLE)) AS "q1_6",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.8 AS DOUBLE)) AS "q1_7",
  APPROX_PERCENTILE(CAST("t0"."count" AS DOUBLE), CAST(0.9 AS DOUBLE)) AS "q1_8"
FROM "reference" AS "t0";

SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."amount") AS "n0",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(0.3010000039637089 AS DOUBLE)) AS "b0_0",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(0.5970000079274177 AS DOUBLE)) AS "b0_1",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(0.8981111498673756 AS DOUBLE)) AS "b0_2",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(1.19700001783669 AS DOUBLE)) AS "b0_3",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(1.4962499999999999 AS DOUBLE)) AS "b0_4",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(1.79550007134676 AS DOUBLE)) AS "b0_5",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(2.0963332945770685 AS DOUBLE)) AS "b0_6",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(2.393000031709671 AS DOUBLE)) AS "b0_7",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(2.6924999207258224 AS DOUBLE)) AS "b0_8",
  COUNT(CAST("t0"."count" AS DOUBLE)) AS "n1",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(3.0 AS DOUBLE)) AS "b1_0",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(7.0 AS DOUBLE)) AS "b1_1",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(10.750000447034836 AS DOUBLE)) AS "b1_2",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(14.500000223517418 AS DOUBLE)) AS "b1_3",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(18.25 AS DOUBLE)) AS "b1_4",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(22.250001341104507 AS DOUBLE)) AS "b1_5",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(26.624999329447746 AS DOUBLE)) AS "b1_6",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(30.944444841808743 AS DOUBLE)) AS "b1_7",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(35.0 AS DOUBLE)) AS "b1_8"
FROM "live" AS "t0";

SELECT
  COUNT(*) AS "rows",
  COUNT("t0"."amount") AS "n0",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(0.3010000039637089 AS DOUBLE)) AS "b0_0",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(0.5970000079274177 AS DOUBLE)) AS "b0_1",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(0.8981111498673756 AS DOUBLE)) AS "b0_2",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(1.19700001783669 AS DOUBLE)) AS "b0_3",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(1.4962499999999999 AS DOUBLE)) AS "b0_4",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(1.79550007134676 AS DOUBLE)) AS "b0_5",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(2.0963332945770685 AS DOUBLE)) AS "b0_6",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(2.393000031709671 AS DOUBLE)) AS "b0_7",
  COUNT(*) FILTER(WHERE
    "t0"."amount" <= CAST(2.6924999207258224 AS DOUBLE)) AS "b0_8",
  COUNT(CAST("t0"."count" AS DOUBLE)) AS "n1",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(3.0 AS DOUBLE)) AS "b1_0",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(7.0 AS DOUBLE)) AS "b1_1",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(10.750000447034836 AS DOUBLE)) AS "b1_2",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(14.500000223517418 AS DOUBLE)) AS "b1_3",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(18.25 AS DOUBLE)) AS "b1_4",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(22.250001341104507 AS DOUBLE)) AS "b1_5",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(26.624999329447746 AS DOUBLE)) AS "b1_6",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(30.944444841808743 AS DOUBLE)) AS "b1_7",
  COUNT(*) FILTER(WHERE
    CAST("t0"."count" AS DOUBLE) <= CAST(35.0 AS DOUBLE)) AS "b1_8"
FROM "reference" AS "t0";

SELECT
  *
FROM (
  SELECT
    "t0"."who" AS "k",
    COUNT(*) AS "n"
  FROM "live" AS "t0"
  GROUP BY
    1
) AS "t1"
WHERE
  "t1"."n" >= 5
LIMIT 10001;

SELECT
  *
FROM (
  SELECT
    "t0"."who" AS "k",
    COUNT(*) AS "n"
  FROM "reference" AS "t0"
  GROUP BY
    1
) AS "t1"
WHERE
  "t1"."n" >= 5
LIMIT 10001;

SELECT
  *
FROM (
  SELECT
    DATE("t0"."at") AS "day",
    COUNT(*) AS "n"
  FROM "live" AS "t0"
  GROUP BY
    1
) AS "t1"
ORDER BY
  "t1"."day" ASC
LIMIT 10001;
