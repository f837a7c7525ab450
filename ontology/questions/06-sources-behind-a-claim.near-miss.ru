# Without what it relays the paper would be a source of its own.
DELETE WHERE { GRAPH ?g { ?claim dmd:relays ?other } }
