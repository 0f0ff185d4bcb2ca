"""File formats, each known to one module: WARC, CDXJ, JSON of a cleaning, files written atomically."""
