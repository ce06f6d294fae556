create table connection (
    id                 uuid primary key,
    tenant             text not null,
    owner              text,
    name               text,
    provider_id        text not null,
    provider_name      text not null,
    return_url         text,
    credential_clients text[],
    created_at         timestamptz not null,
    updated_at         timestamptz not null,
    revision           bigint not null,
    sequence           bigint not null,
    dependents         integer not null,
    permissions_needed text[] not null
);
comment on table connection is 'Who has which connection, and what people edit of it. Its row lock orders everything that happens to a connection.';
comment on column connection.owner is 'Null, like the name and the URL, once the personal data of a deleted connection is erased.';
comment on column connection.revision is 'Counts edits by people: the ETag.';
comment on column connection.sequence is 'Counts the events published of this connection, without gaps.';
comment on column connection.dependents is 'How many rows of dependent the connection has.';
comment on column connection.permissions_needed is 'The permissions that its dependents need: the union of theirs.';
create index connection_by_name on connection (tenant, owner, provider_id, name);

create table default_name (
    tenant      text    not null,
    owner       text    not null,
    provider_id text    not null,
    numbered    integer not null,
    primary key (tenant, owner, provider_id)
);
comment on table default_name is 'The last number in a name that was chosen for an owner''s connection to a provider. Its row lock orders such choices.';

create table connection_status (
    id                    uuid primary key references connection (id) on delete cascade,
    tenant                text        not null,
    owner                 text,
    provider_id           text        not null,
    created_at            timestamptz not null,
    state                 text        not null,
    since                 timestamptz not null,
    reason                text,
    ended_version         bigint      not null,
    method                text        not null,
    account_id            text,
    account_label         text,
    modules               text[]      not null,
    permissions_requested text[]      not null,
    permissions_granted   text[]      not null,
    parameters            text        not null,
    client                text,
    generation            integer     not null,
    credential_version    bigint      not null,
    authorized_at         timestamptz,
    expires_at            timestamptz,
    checked_version       bigint      not null,
    checked_at            timestamptz,
    check_outcome         text,
    check_detail          text,
    check_latency_millis  bigint,
    failure_count         integer     not null,
    in_doubt_since        timestamptz,
    missed_lead_seconds   bigint,
    missed_end            boolean     not null default false,
    revoked_at_provider   text,
    revocation_reason     text,
    erased_at             timestamptz
);
comment on table connection_status is 'What facts say of a connection: state, credential, expiry, health. Changing it never moves the revision.';
comment on column connection_status.tenant is 'The connection''s, as owner, provider_id and created_at are: they never change, and an index needs them beside the state.';
comment on column connection_status.since is 'When the state began.';
comment on column connection_status.method is 'The id of the authentication method, in the catalog.';
comment on column connection_status.parameters is 'JSON: the values of the connection''s parameters, by their ids. No secrets.';
comment on column connection_status.client is 'Whose client at the provider the credential was issued to: installation, tenant or own; null: to none.';
comment on column connection_status.missed_lead_seconds is 'The shortest lead of the notices that fell due while a person was needed; published on recovery.';
comment on column connection_status.missed_end is 'Whether the end was reached while a person was needed.';
comment on column connection_status.erased_at is 'When the personal data of the deleted connection was erased.';
create index connection_status_by_state on connection_status (tenant, state, created_at desc, id desc);
create index connection_status_by_provider on connection_status (tenant, provider_id, state, created_at desc, id desc);
create index connection_status_by_owner on connection_status (tenant, owner, state, created_at desc, id desc);
create index connection_status_by_owner_and_provider on connection_status (tenant, owner, provider_id, state, created_at desc, id desc);
create index connection_status_to_erase on connection_status (since) where state = 'DELETED' and erased_at is null;
create index connection_status_pending on connection_status (since) where state = 'PENDING';

create table dependent (
    id            uuid        primary key,
    connection_id uuid        not null references connection (id) on delete cascade,
    kind          text        not null,
    ref           text        not null,
    label         text,
    modules       text[]      not null,
    permissions   text[]      not null,
    created_at    timestamptz not null,
    updated_at    timestamptz not null,
    unique (connection_id, kind, ref)
);
comment on table dependent is 'What of the platform uses a connection, by the words of the platform; changed under the row lock of the connection.';
comment on column dependent.permissions is 'What the modules needed by the catalog when the dependent was stored.';
create index dependent_by_connection on dependent (connection_id, created_at desc, id desc);

create table history (
    id                 uuid primary key,
    connection_id      uuid        not null references connection (id) on delete cascade,
    at                 timestamptz not null,
    last_at            timestamptz not null,
    count              integer     not null,
    type               text        not null,
    effect             text        not null,
    state              text        not null,
    actor              text,
    observed_at        timestamptz,
    generation         integer,
    credential_version bigint,
    detail             text
);
comment on table history is 'What happened to a connection and what was reported about it, applied or not; kept for a time.';
comment on column history.count is 'How often, from at to last_at: a fact that repeats the newest entry is counted there.';
create index history_by_connection on history (connection_id, at desc, id desc);
create index history_by_age on history (last_at);

create table idempotency (
    tenant           text        not null,
    issuer           text        not null,
    subject          text        not null,
    client           text        not null,
    key              text        not null,
    request_hash     text        not null,
    connection_id    uuid        not null references connection (id) on delete cascade,
    authorization_id uuid        not null,
    created_at       timestamptz not null,
    primary key (tenant, issuer, subject, client, key)
);
comment on table idempotency is 'Which connection a caller''s Idempotency-Key made; kept for a day.';
create index idempotency_by_age on idempotency (created_at);
create index idempotency_by_connection on idempotency (connection_id);

create unique index outbox_sequence on outbox (key, (extensions ->> 'sequence')) where topic = 'latchkey.connections.v1';
