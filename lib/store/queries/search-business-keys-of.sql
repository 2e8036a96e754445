-- The keys under which a value is stored as a business id; none when it is no business id.
SELECT DISTINCT Key AS key
FROM business_ids
WHERE Value = {value:String}
  AND ({key:String} = '' OR Key = {key:String})
ORDER BY key
LIMIT 100
