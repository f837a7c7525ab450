# One who is certain is not to be found among the unsure.
DELETE { GRAPH ?g { ?claim dmd:hasPerspective dmd:PossibleBehindAsserted } } INSERT { GRAPH ?g { ?claim dmd:hasPerspective dmd:CertainBehindAsserted } }
WHERE { GRAPH ?g { ?claim dmd:hasPerspective dmd:PossibleBehindAsserted } }
