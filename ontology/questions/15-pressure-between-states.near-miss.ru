# Who does not belong to the group is not pressed by what is asked of the group.
DELETE { GRAPH ?g { ?group foaf:member ?state } } WHERE { GRAPH ?g { ?group foaf:member ?state } GRAPH ?names { ?state rdfs:label "Sudland"@en } }
