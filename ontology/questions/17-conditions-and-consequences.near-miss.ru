# A claim on the whole demand says nothing of its condition alone.
DELETE { GRAPH ?g { ?claim dmd:hasFacet dmd:hasCondition } } WHERE { GRAPH ?g { ?claim dmd:hasFacet dmd:hasCondition } }
