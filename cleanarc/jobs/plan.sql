-- The plan of one ingest: every source that was read, and what is to be done with it. Private to the run.
CREATE TEMP TABLE plan (
    seq INTEGER PRIMARY KEY,            -- the order of the input, from 1
    file BLOB NOT NULL,                 -- the path to open, as bytes
    path TEXT NOT NULL,                 -- the source's, relative
    sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    date TEXT NOT NULL,
    canonical TEXT,                     -- what the page claims as its address
    title TEXT,                         -- and as its title
    fallback TEXT NOT NULL,             -- its address where that claim does not count
    place TEXT,                         -- of a record: where in the file it is,
    container TEXT,                     -- the source's path up to that,
    copy TEXT,                          -- its id, where it is to be copied,
    type TEXT,                          -- its type,
    target TEXT,                        -- its target URI, which is its address whatever the page claims,
    page_url TEXT,                      -- and the same where it is that of a page
    is_document INTEGER NOT NULL,
    draft INTEGER,                      -- where its cleaning of the first pass is, where there is one

    action TEXT,
    uri TEXT,
    raw TEXT,                           -- the raw record that stands for this source
    record TEXT,                        -- the record that holds the bytes,
    first_uri TEXT,                     -- with its URI
    first_date TEXT,                    -- and date
    name TEXT,                          -- the document's
    segment INTEGER
);
CREATE INDEX temp.plan_by_sha256 ON plan (sha256, action);
CREATE INDEX temp.plan_by_source ON plan (sha256, uri, path);
CREATE INDEX temp.plan_by_canonical ON plan (canonical, title) WHERE canonical IS NOT NULL;
CREATE INDEX temp.plan_by_copy ON plan (copy) WHERE copy IS NOT NULL;
CREATE INDEX temp.plan_by_segment ON plan (segment, seq) WHERE segment IS NOT NULL;

-- Records of documents that the archive was told to leave out, and those that they say they were captured with.
CREATE TEMP TABLE left_out (id TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT OR IGNORE INTO left_out SELECT record FROM main.removed;

CREATE TEMP TABLE ties (
    seq INTEGER NOT NULL REFERENCES plan,
    id TEXT NOT NULL                    -- of a record that this one, which holds no document, goes with
);
CREATE INDEX temp.ties_by_seq ON ties (seq);

CREATE TEMP TABLE segments (
    segment INTEGER PRIMARY KEY,
    raw_date TEXT,                      -- the greatest of the raw records, NULL when there are none
    date TEXT NOT NULL,                 -- the greatest of all
    digest TEXT NOT NULL,
    sources INTEGER NOT NULL,
    bytes INTEGER NOT NULL
);
