# Not yet is no answer; yes is one.
DELETE { GRAPH ?g { ?response dmd:hasResponseType dmd:Deferral } } INSERT { GRAPH ?g { ?response dmd:hasResponseType dmd:Acceptance } }
WHERE { GRAPH ?g { ?response dmd:hasResponseType dmd:Deferral } }
