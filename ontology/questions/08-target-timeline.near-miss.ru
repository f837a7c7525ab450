# By three is no level of three.
INSERT { GRAPH ?g { ?target dmd:isChange true } } WHERE { GRAPH ?g { ?target qudt:numericValue ?level . FILTER(?level = 3) } }
