-- The catalog: what the WARC files say, in a form that can be asked. It is derived from them and can be made anew.

-- The WARC files that it was made from.
CREATE TABLE files (
    file TEXT PRIMARY KEY,              -- relative to the archive: "raw/000_0123456789abcdef.warc.gz"
    bytes INTEGER NOT NULL,
    manifest TEXT                       -- SHA-256 of the manifest, NULL where there is none
) WITHOUT ROWID;

-- Every record but warcinfo, by its id. `imported` are those that were copied from other archives.
CREATE TABLE records (
    id TEXT PRIMARY KEY,                -- "<urn:uuid:…>"
    type TEXT NOT NULL,
    uri TEXT,
    date TEXT NOT NULL,
    digest TEXT,                        -- of the payload, as its header has it: "sha256:…"
    refers_to TEXT,
    file TEXT NOT NULL REFERENCES files,
    offset INTEGER NOT NULL,
    length INTEGER NOT NULL,
    imported INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    record TEXT NOT NULL                -- the record that holds its bytes: a resource, or an imported one
);
CREATE INDEX documents_by_record ON documents (record);

-- Where a document's bytes were found, in the order in which the archive learned of it.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    path TEXT NOT NULL,
    uri TEXT NOT NULL,
    date TEXT NOT NULL,
    record TEXT NOT NULL,               -- the raw record of that URI
    canonical TEXT,                     -- what the page claims as its address
    title TEXT                          -- and as its title
);
CREATE INDEX sources_by_document ON sources (document, uri, path);
CREATE INDEX sources_by_record ON sources (record);
CREATE INDEX sources_by_uri ON sources (uri);
CREATE INDEX sources_by_canonical ON sources (canonical, title) WHERE canonical IS NOT NULL;

-- Each time a document was cleaned; the one with the greatest id counts.
CREATE TABLE cleanings (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents,
    record TEXT NOT NULL,               -- the metadata record
    conversion TEXT,                    -- the conversion record, NULL where there is no text
    text_sha256 TEXT NOT NULL,          -- of the clean text; the same where documents have the same text
    title TEXT,
    language TEXT,
    canonical TEXT                      -- the article's own address, as the cleaning found it
);
CREATE INDEX cleanings_by_document ON cleanings (document);
CREATE INDEX cleanings_by_record ON cleanings (record);
CREATE INDEX cleanings_by_conversion ON cleanings (conversion) WHERE conversion IS NOT NULL;
CREATE INDEX cleanings_by_text ON cleanings (text_sha256);
CREATE INDEX cleanings_by_canonical ON cleanings (canonical) WHERE canonical IS NOT NULL;

-- Documents that the archive was told to leave out. Nothing but this is left of them.
CREATE TABLE removed (
    sha256 TEXT PRIMARY KEY,
    number INTEGER NOT NULL,            -- no other document gets it
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    record TEXT NOT NULL,               -- the resource record that held its bytes
    why TEXT NOT NULL,
    date TEXT NOT NULL,                 -- the day on which it was removed
    tombstone TEXT NOT NULL,            -- the metadata record that says all this,
    tombstone_date TEXT NOT NULL        -- and its date
) WITHOUT ROWID;

CREATE TABLE problems (
    cleaning INTEGER NOT NULL REFERENCES cleanings,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    transient INTEGER NOT NULL,
    PRIMARY KEY (cleaning, position)
) WITHOUT ROWID;
