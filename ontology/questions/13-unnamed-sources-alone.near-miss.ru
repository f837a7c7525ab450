# Without the source that is named, the second demand rests on unnamed ones alone too.
DELETE { GRAPH ?g { ?claim ?p ?o } } WHERE {
  GRAPH ?g { ?claim dmd:claimedBy ?falk ; dmd:states ?situation ; ?p ?o } GRAPH ?names { ?falk rdfs:label "Jon Falk"@en } }
