# Who is to meet has not met.
DELETE { GRAPH ?g { ?change dmd:hasNewStatus dmd:MeetingHeld } } INSERT { GRAPH ?g { ?change dmd:hasNewStatus dmd:MeetingPlanned } }
WHERE { GRAPH ?g { ?change dmd:hasNewStatus dmd:MeetingHeld } }
