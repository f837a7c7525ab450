# What is told of as past does not lie ahead.
DELETE { GRAPH ?g { ?claim dmd:hasPerspective dmd:PossibleAheadAsserted } } INSERT { GRAPH ?g { ?claim dmd:hasPerspective dmd:CertainBehindAsserted } }
WHERE { GRAPH ?g { ?claim dmd:hasPerspective dmd:PossibleAheadAsserted } }
