-- Names of services or operations in the last day that has any, quiet ones included: the counts per minute know them all.
SELECT toString({{column}}) AS value, toFloat64(sum(Count)) AS count
FROM red_minutes
WHERE Minute > (SELECT max(Minute) FROM red_minutes) - INTERVAL 1 DAY
  AND value != '' AND startsWith(lowerUTF8(value), lowerUTF8({prefix:String}))
GROUP BY value
ORDER BY count DESC, value
LIMIT {limit:UInt32}
