# A meeting of the same name that nobody counts among the series.
DELETE { GRAPH ?g { ?meeting dmd:isInSeries ?series } } WHERE { GRAPH ?g { ?meeting dmd:isInSeries ?series } }
