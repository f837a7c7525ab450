# Had the namesake been accepted, it would be here; rejected, it is not.
DELETE { GRAPH ?g { ?link dmd:hasDecision dmd:LinkRejected } } INSERT { GRAPH ?g { ?link dmd:hasDecision dmd:LinkAccepted } }
WHERE { GRAPH ?g { ?link dmd:hasDecision dmd:LinkRejected } }
