# Two demands of one asker have one asker.
DELETE { GRAPH ?g { ?demand dmd:doneBy ?by } } INSERT { GRAPH ?g { ?demand dmd:doneBy ?other } }
WHERE { GRAPH ?g { ?demand dmd:isNegative true ; dmd:doneBy ?by . ?climate dmd:hasTopic dmd:TopicClimate ; dmd:doneBy ?other } }
