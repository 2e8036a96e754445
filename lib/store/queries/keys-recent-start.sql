-- The start of the latest minutes that hold about so many spans together: what "recent" means for completion, whether the
-- store sees ten spans an hour or ten thousand a second. No row while nothing is stored.
SELECT toString(toUnixTimestamp(min(Minute))) AS seconds
FROM
(
    SELECT Minute, sum(spans) OVER (ORDER BY Minute DESC) - spans AS newerSpans
    FROM
    (
        SELECT Minute, sum(Count) AS spans
        FROM red_minutes
        GROUP BY Minute
    )
)
WHERE newerSpans < {spans:UInt64}
HAVING count() > 0
