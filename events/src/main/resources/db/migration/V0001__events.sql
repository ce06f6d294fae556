-- How facts travel. Every service has these tables in its own database; its own migrations begin with V0100.

create table outbox (
    seq        bigint generated always as identity primary key,
    topic      text        not null,
    key        uuid        not null,
    event_id   uuid        not null unique,
    type       text        not null,
    time       timestamptz not null,
    extensions jsonb       not null,
    data       text
)
-- A queue: every row is deleted soon, and the oldest are looked up again and again, past what vacuum has left there.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
comment on table outbox is 'Records that await publication, deleted once Kafka has them. No data: a null record.';

create table inbox (
    event_id uuid        not null,
    seen_at  timestamptz not null default now(),
    primary key (event_id, seen_at)
) partition by range (seen_at);
comment on table inbox is
    'Events that were applied; a second copy is dropped. A partition for each week, made and dropped by the service.';

create table inbox_other partition of inbox default;
comment on table inbox_other is 'What was seen in a week that has no partition yet.';

create table clock_inbox (
    event_id uuid        primary key,
    seen_at  timestamptz not null default now()
);
comment on table clock_inbox is
    'Notices and expiries that were applied. They are kept: a verifier that was away for long delivers them again.';

create table feed_offset (
    topic       text    not null,
    partition   integer not null,
    next_offset bigint  not null,
    primary key (topic, partition)
);
comment on table feed_offset is 'How far a projection has read, moved in the transaction that applies the record.';
