# A figure of the same unit, asked for in another matter, is no spending target.
DELETE { GRAPH ?g { ?demand dmd:hasTopic ?topic } } INSERT { GRAPH ?g { ?demand dmd:hasTopic dmd:TopicTrade } }
WHERE { GRAPH ?g { ?demand dmd:hasTopic ?topic ; dmd:hasTarget/dmd:hasComparator dmd:AtLeast } }
