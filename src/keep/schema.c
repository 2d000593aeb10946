/* The tables of the case file; docs/case-format.md says what each column means. Spans are a first byte and a length in
 * bytes of the document's clean text; lists of spans, items and names are JSON arrays. */
#include "keep/db.h"

/* clang-format off */
const char hs_schema_permanent[] =
"CREATE TABLE raw (id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),"
" size INTEGER NOT NULL, place TEXT, bytes BLOB, CHECK ((place IS NULL) <> (bytes IS NULL))) STRICT;"
"CREATE TABLE file (id INTEGER PRIMARY KEY, path TEXT NOT NULL, place TEXT NOT NULL, raw INTEGER REFERENCES raw,"
" added TEXT NOT NULL, code TEXT, reason TEXT, container INTEGER REFERENCES file,"
" CHECK ((raw IS NULL) = (reason IS NOT NULL)), UNIQUE (place, raw)) STRICT;"
"CREATE INDEX file_raw ON file (raw);"
"CREATE UNIQUE INDEX file_unread ON file (place) WHERE raw IS NULL;"
"CREATE TABLE decision (id INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,"
" target TEXT NOT NULL, other TEXT, reason TEXT NOT NULL) STRICT;"
"CREATE TABLE log (seq INTEGER PRIMARY KEY, at TEXT NOT NULL, by TEXT NOT NULL, what TEXT NOT NULL,"
" detail TEXT NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32)) STRICT;"
"CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
"CREATE TRIGGER log_is_final BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
"CREATE TRIGGER decision_stays BEFORE DELETE ON decision BEGIN SELECT RAISE(ABORT, 'decisions stay'); END;"
"CREATE TRIGGER decision_is_final BEFORE UPDATE ON decision BEGIN SELECT RAISE(ABORT, 'decisions stay'); END;";

#define OF_DOCUMENT "doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, item INTEGER NOT NULL, "
#define ITEM "PRIMARY KEY (doc, item)) STRICT, WITHOUT ROWID;"
#define SPAN "at INTEGER NOT NULL, len INTEGER NOT NULL, "

const char hs_schema_derived[] =
"CREATE TABLE versions (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;"
"CREATE TABLE pass_run (doc INTEGER PRIMARY KEY REFERENCES raw, versions INTEGER NOT NULL REFERENCES versions,"
" verdict INTEGER NOT NULL, code TEXT, part TEXT, reason TEXT, seal BLOB) STRICT;"
"CREATE TABLE document (doc INTEGER PRIMARY KEY REFERENCES raw, id TEXT NOT NULL UNIQUE, media TEXT, charset TEXT,"
" title TEXT, author TEXT, outlet TEXT, published TEXT, day TEXT, published_by TEXT, canonical TEXT, language TEXT,"
" text TEXT NOT NULL) STRICT;"
"CREATE TABLE child (parent INTEGER NOT NULL REFERENCES raw, item INTEGER NOT NULL, name TEXT NOT NULL,"
" raw INTEGER REFERENCES raw, code TEXT, reason TEXT, PRIMARY KEY (parent, item)) STRICT, WITHOUT ROWID;"
"CREATE INDEX child_raw ON child (raw);"
"CREATE TABLE map (" OF_DOCUMENT SPAN "raw INTEGER NOT NULL, raw_len INTEGER NOT NULL, " ITEM
"CREATE TABLE locator (" OF_DOCUMENT SPAN "kind INTEGER NOT NULL, page INTEGER NOT NULL, x0 INTEGER NOT NULL,"
" y0 INTEGER NOT NULL, x1 INTEGER NOT NULL, y1 INTEGER NOT NULL, sure INTEGER NOT NULL, name TEXT NOT NULL, " ITEM
"CREATE TABLE block (" OF_DOCUMENT SPAN "kind INTEGER NOT NULL, speaker_at INTEGER, speaker_len INTEGER, " ITEM
"CREATE TABLE chain (" OF_DOCUMENT "kind INTEGER NOT NULL, flags INTEGER NOT NULL, mention INTEGER NOT NULL, name TEXT,"
" names TEXT, why TEXT, " ITEM
"CREATE TABLE mention (" OF_DOCUMENT SPAN "kind INTEGER NOT NULL, form INTEGER NOT NULL, chain INTEGER, name TEXT,"
" role TEXT, why TEXT, " ITEM
"CREATE TABLE quote (" OF_DOCUMENT SPAN "inner_at INTEGER NOT NULL, inner_len INTEGER NOT NULL, kind INTEGER NOT NULL,"
" flags INTEGER NOT NULL, parent INTEGER, before INTEGER, " ITEM
"CREATE TABLE figure (" OF_DOCUMENT SPAN "low TEXT, high TEXT, approximate INTEGER NOT NULL, ordinal INTEGER NOT NULL,"
" unit TEXT, counted_at INTEGER, counted_len INTEGER, counted TEXT, event TEXT, per TEXT, " ITEM
"CREATE TABLE date (" OF_DOCUMENT SPAN "first TEXT, last TEXT, anchor INTEGER NOT NULL, flags INTEGER NOT NULL, "
ITEM
"CREATE TABLE attribution (" OF_DOCUMENT "source TEXT NOT NULL, cue TEXT NOT NULL, content TEXT NOT NULL,"
" mode INTEGER NOT NULL, stance INTEGER NOT NULL, parent INTEGER, flags INTEGER NOT NULL, voice INTEGER NOT NULL,"
" voice_chain INTEGER, voice_name TEXT, other INTEGER NOT NULL, other_chain INTEGER, other_name TEXT, addressee TEXT,"
" addressee_chain INTEGER, why TEXT, " ITEM
"CREATE TABLE assertion (" OF_DOCUMENT "spans TEXT NOT NULL, attribution INTEGER, voice INTEGER NOT NULL,"
" voice_chain INTEGER, voice_name TEXT, flags INTEGER NOT NULL, mentions TEXT NOT NULL, figures TEXT NOT NULL,"
" dates TEXT NOT NULL, predicate TEXT, act_at INTEGER, act_len INTEGER, terms TEXT, " ITEM
"CREATE TABLE act (" OF_DOCUMENT SPAN "act TEXT, kind INTEGER, " ITEM

"CREATE VIRTUAL TABLE search USING fts5 (text, title, author, outlet, voice, lang, date, content='', tokenize='ascii');"
"CREATE TABLE search_made (only INTEGER PRIMARY KEY CHECK (only = 1), version INTEGER NOT NULL) STRICT;"
"CREATE TABLE kept (doc INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, sort INTEGER NOT NULL,"
" made INTEGER NOT NULL, hash INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (doc, sort)) STRICT;"
"CREATE INDEX kept_made ON kept (made);"
"CREATE TABLE packed (doc INTEGER PRIMARY KEY REFERENCES document ON DELETE CASCADE, hash INTEGER NOT NULL,"
" bytes BLOB NOT NULL) STRICT;"
"CREATE TABLE ledger (only INTEGER PRIMARY KEY CHECK (only = 1), made_from BLOB NOT NULL, seal BLOB NOT NULL) STRICT;"
"CREATE TABLE sealed (part INTEGER NOT NULL, at INTEGER NOT NULL, units BLOB NOT NULL, PRIMARY KEY (part, at)) STRICT,"
" WITHOUT ROWID;"
"CREATE TABLE entity (item INTEGER PRIMARY KEY, id TEXT NOT NULL, kind INTEGER NOT NULL, flags INTEGER NOT NULL,"
" name TEXT, names TEXT NOT NULL, chains TEXT NOT NULL, whys TEXT NOT NULL) STRICT;"
"CREATE TABLE maybe (item INTEGER PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL, why TEXT) STRICT;"
"CREATE TABLE derivation (item INTEGER PRIMARY KEY, taker INTEGER NOT NULL, from_doc INTEGER, from_entity INTEGER,"
" kind INTEGER NOT NULL, direction_unknown INTEGER NOT NULL, share INTEGER NOT NULL, passages TEXT NOT NULL, why TEXT)"
" STRICT;"
"CREATE TABLE claim (item INTEGER PRIMARY KEY, id TEXT NOT NULL, doc INTEGER NOT NULL, assertion INTEGER NOT NULL,"
" least INTEGER NOT NULL, most INTEGER NOT NULL, state INTEGER NOT NULL) STRICT;"
"CREATE TABLE event (item INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT, acts TEXT NOT NULL, why TEXT) STRICT;"
"CREATE TABLE member (claim INTEGER NOT NULL, item INTEGER NOT NULL, doc INTEGER NOT NULL, assertion INTEGER NOT NULL,"
" role INTEGER NOT NULL, why TEXT, PRIMARY KEY (claim, item)) STRICT, WITHOUT ROWID;"
"CREATE TABLE figure_pair (claim INTEGER NOT NULL, item INTEGER NOT NULL, a_doc INTEGER NOT NULL, a INTEGER NOT NULL,"
" b_doc INTEGER NOT NULL, b INTEGER NOT NULL, relation INTEGER NOT NULL, why TEXT, PRIMARY KEY (claim, item))"
" STRICT, WITHOUT ROWID;"
"CREATE TABLE fold (claim INTEGER NOT NULL, item INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL,"
" certain INTEGER NOT NULL, why TEXT, PRIMARY KEY (claim, item)) STRICT, WITHOUT ROWID;"
"CREATE VIEW meaning (field, number, word) AS VALUES "
"('verdict', 0, 'read'), ('verdict', 1, 'read in part'), ('verdict', 2, 'not read'),"
"('kind', 0, 'person'), ('kind', 1, 'organisation'), ('kind', 2, 'place'), ('kind', 3, 'other'),"
"('form', 0, 'name'), ('form', 1, 'nominal'), ('form', 2, 'pronoun'),"
"('block', 0, 'paragraph'), ('block', 1, 'heading'), ('block', 2, 'item'), ('block', 3, 'quote'),"
"('block', 4, 'caption'), ('block', 5, 'cell'), ('block', 6, 'turn'),"
"('locator', 0, 'page'), ('locator', 1, 'slide'), ('locator', 2, 'cell'), ('locator', 3, 'line'),"
"('locator', 4, 'time'), ('locator', 5, 'turn'), ('locator', 6, 'part'),"
"('mode', 0, 'direct'), ('mode', 1, 'indirect'), ('mode', 2, 'mixed'),"
"('stance', 0, 'states'), ('stance', 1, 'alleges'), ('stance', 2, 'denies'), ('stance', 3, 'estimates'),"
"('stance', 4, 'believes'), ('stance', 5, 'asks'),"
"('voice', 0, 'person'), ('voice', 1, 'organisation'), ('voice', 2, 'document'), ('voice', 3, 'unnamed'),"
"('voice', 4, 'author'), ('anchor', 0, 'none'), ('anchor', 1, 'published'), ('anchor', 2, 'text'),"
"('derivation', 0, 'cites'), ('derivation', 1, 'quotes'), ('derivation', 2, 'copies'), ('derivation', 3, 'rewrites'),"
"('role', 0, 'asserts'), ('role', 1, 'denies'), ('role', 2, 'maybe the same'),"
"('relation', 0, 'same'), ('relation', 1, 'compatible'), ('relation', 2, 'later'), ('relation', 3, 'scope'),"
"('relation', 4, 'differs'),"
"('state', 0, 'proposed'), ('state', 1, 'checked'), ('state', 2, 'second'), ('state', 3, 'cleared')";
/* clang-format on */
