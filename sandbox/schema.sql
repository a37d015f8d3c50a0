-- Everything the sandbox remembers. A hold that vanished with a restart would be a lie told to the application.
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL,
  created INTEGER NOT NULL, lapses_at INTEGER, body TEXT NOT NULL, UNIQUE (account, id));
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (account, kind, seq);
CREATE INDEX IF NOT EXISTS objects_that_lapse ON objects (lapses_at) WHERE lapses_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS objects_of_customer ON objects (account, kind, json_extract(body, '$.customer'));

CREATE TABLE IF NOT EXISTS answers (
  account TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
  at REAL NOT NULL, PRIMARY KEY (account, key));

CREATE TABLE IF NOT EXISTS ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, account TEXT NOT NULL, operation TEXT NOT NULL,
  id TEXT NOT NULL, payment_intent TEXT NOT NULL, amount INTEGER NOT NULL, currency TEXT NOT NULL,
  idempotency_key TEXT, metadata TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS ledger_keeps BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;
CREATE TRIGGER IF NOT EXISTS ledger_stays BEFORE DELETE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is only added to'); END;

CREATE TABLE IF NOT EXISTS deliveries (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, name TEXT NOT NULL, job TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting', due_at REAL NOT NULL, queued_at REAL NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0, answer TEXT NOT NULL DEFAULT '');
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (channel, due_at) WHERE state = 'waiting';

CREATE TABLE IF NOT EXISTS texts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, sid TEXT NOT NULL UNIQUE, direction TEXT NOT NULL, sender TEXT NOT NULL,
  recipient TEXT NOT NULL, body TEXT NOT NULL, status TEXT NOT NULL, error_code INTEGER, callback TEXT NOT NULL,
  created_at REAL NOT NULL, sent_at REAL, updated_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS stopped (sender TEXT NOT NULL, recipient TEXT NOT NULL, PRIMARY KEY (sender, recipient));

CREATE TABLE IF NOT EXISTS emails (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, sender TEXT NOT NULL, recipient TEXT NOT NULL,
  subject TEXT NOT NULL, text TEXT NOT NULL, html TEXT NOT NULL, attachments TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS emails_of ON emails (recipient);

CREATE TABLE IF NOT EXISTS bookings (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, reservation_id TEXT NOT NULL UNIQUE, dealer_code TEXT NOT NULL,
  version INTEGER NOT NULL, state TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS partner_events (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, dealer_code TEXT NOT NULL, webhook_id TEXT NOT NULL,
  type TEXT NOT NULL, status INTEGER NOT NULL, genuine INTEGER NOT NULL, body TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS exchanges (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, channel TEXT NOT NULL, direction TEXT NOT NULL,
  title TEXT NOT NULL, detail TEXT NOT NULL, answer TEXT NOT NULL, tone TEXT NOT NULL, body TEXT NOT NULL);
