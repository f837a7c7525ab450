# Nobody is named of whom it is asked: the demand stays, with an empty place.
DELETE { GRAPH ?g { ?demand dmd:addressedTo ?of } }
WHERE { GRAPH ?g { ?demand dmd:asksFor "to reopen the strait"@en ; dmd:addressedTo ?of } }
