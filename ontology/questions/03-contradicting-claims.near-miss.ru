# Two sources that say the same do not contradict each other.
DELETE { GRAPH ?g { ?change dmd:hasNewStatus dmd:MeetingPostponed } } INSERT { GRAPH ?g { ?change dmd:hasNewStatus dmd:MeetingCancelled } }
WHERE { GRAPH ?g { ?change dmd:hasNewStatus dmd:MeetingPostponed } }
