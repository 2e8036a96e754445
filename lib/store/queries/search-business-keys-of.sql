-- The keys under which a value is stored as a business id; none when it is no business id. Asked for under one key, the answer
-- must be all there is: a key that was added later, or taken away, has only some of its spans here.
SELECT DISTINCT Key AS key
FROM business_ids
WHERE Value = {value:String}
  AND ({key:String} = '' OR Key = {key:String} AND Key IN (SELECT Key FROM business_keys WHERE Complete))
ORDER BY key
LIMIT 100
