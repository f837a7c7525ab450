# Who held the post holds it no more.
DELETE { GRAPH ?g { ?tenure dmd:hasPhase ?phase } } INSERT { GRAPH ?g { ?tenure dmd:hasPhase dmd:FormerHolder } }
WHERE { GRAPH ?g { ?tenure dmd:hasPhase ?phase . FILTER(?phase = dmd:CurrentHolder) } }
