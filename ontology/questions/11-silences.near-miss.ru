# Who says no is not silent.
DELETE { GRAPH ?g { ?response dmd:hasResponseType dmd:NoReply } } INSERT { GRAPH ?g { ?response dmd:hasResponseType dmd:Refusal } }
WHERE { GRAPH ?g { ?response dmd:hasResponseType dmd:NoReply } }
