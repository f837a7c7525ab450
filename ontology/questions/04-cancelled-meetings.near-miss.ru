# The reason stands on the situation still, but no claim vouches for it any more.
DELETE { GRAPH ?g { ?claim ?p ?o } } WHERE { GRAPH ?g { ?claim dmd:hasFacet dmd:hasReason ; ?p ?o } }
