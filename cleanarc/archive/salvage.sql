-- What a salvage finds in the WARC files of an archive. Private to the run.
CREATE TABLE files (
    file TEXT PRIMARY KEY,
    home TEXT,                          -- the id of the warcinfo record that its first sound record belongs to
    whole INTEGER NOT NULL,             -- every byte of it is sound, and its name is that of its content
    records INTEGER NOT NULL
) WITHOUT ROWID;

-- Every sound record, as often as it is there. Of a tombstone no document is told.
CREATE TABLE found (
    place INTEGER PRIMARY KEY,          -- the order in which they were found
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    uri TEXT,
    date TEXT NOT NULL,
    home TEXT NOT NULL,                 -- the id of the warcinfo record of the file that it belongs to
    file TEXT NOT NULL REFERENCES files,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    crc32 TEXT NOT NULL,
    altered INTEGER NOT NULL,           -- whether compressing it again gives the member that its manifest lists
    refers_to TEXT,                     -- NULL of imported ones: what they lean on may never have been here
    imported INTEGER NOT NULL,
    content TEXT,                       -- of an imported record, the SHA-256 of the document in it, if a manifest tells

    document TEXT,                      -- of a metadata record: the resource record of its document,
    name TEXT,                          -- its name,
    sha256 TEXT,                        -- and SHA-256,
    path TEXT,                          -- the path of its source, NULL where it tells of none,
    cleaned INTEGER,                    -- whether it tells of a cleaning,
    conversion TEXT                     -- and the conversion of that
);
CREATE INDEX found_by_id ON found (id);
CREATE INDEX found_by_home ON found (home, type);
CREATE INDEX found_by_file ON found (file, offset);
CREATE INDEX found_by_refers_to ON found (refers_to, type);
CREATE INDEX found_by_conversion ON found (conversion) WHERE conversion IS NOT NULL;
CREATE INDEX found_by_document ON found (document, cleaned);

-- The records that the archive has when all is done.
CREATE TABLE kept (id TEXT PRIMARY KEY) WITHOUT ROWID;

-- The records that manifests and the old catalog tell of.
CREATE TABLE known (id TEXT PRIMARY KEY, type TEXT NOT NULL, uri TEXT) WITHOUT ROWID;
