-- What the broker knows of each connection's credential. The secret itself is in Vault only.
create table credential (
    connection_id           uuid primary key,
    tenant                  text        not null,
    -- Empty for a connection that was closed before the broker heard of it.
    provider                text        not null default '',
    -- The client ids that may fetch the credential; null: any that may read credentials.
    credential_clients      text[],

    -- The row follows the document in Vault.
    generation              integer     not null default 0,
    version                 bigint      not null default 0,
    authorization_id        uuid,
    client_id               text,
    account_id              text,
    keep_alive_at           timestamptz,
    refused_version         bigint,
    refused_reason          text,

    -- What the public feed said last; obeyed only while its generation is this row's.
    feed_sequence           bigint      not null default 0,
    feed_generation         integer,
    feed_state              text,
    feed_reason             text,

    -- Deletion.
    closed_at               timestamptz,
    force_revocation        boolean     not null default false,
    due_at                  timestamptz,
    attempts                integer     not null default 0,
    destroyed_at            timestamptz
);

create index credential_of_grant on credential (provider, client_id, account_id) where closed_at is null;
create index credential_due on credential (provider, due_at) where due_at is not null and closed_at is not null;
create index credential_keep_alive on credential (provider, keep_alive_at)
    where keep_alive_at is not null and closed_at is null;

-- A credential that another has replaced, as ciphertext of Vault's transit engine, until it is revoked or left.
create table replaced_credential (
    authorization_id        uuid primary key,
    connection_id           uuid        not null,
    tenant                  text        not null,
    provider                text        not null,
    client_id               text        not null,
    account_id              text        not null,
    ciphertext              text        not null,
    replaced_at             timestamptz not null,
    due_at                  timestamptz not null,
    attempts                integer     not null default 0
);

create index replaced_credential_of_connection on replaced_credential (connection_id);
create index replaced_credential_due on replaced_credential (provider, due_at);

-- Who works on what. All times are the database's, for the clocks of replicas differ.
create table lease (
    key                     text primary key,
    owner                   uuid        not null,
    deadline                timestamptz not null,
    -- The holder has sent a refresh of this version and not yet stored what came of it. Whoever takes the lease over
    -- sends it again.
    refreshing_version      bigint,
    refresh_sent_at         timestamptz
);

create index lease_in_refresh on lease (deadline) where refreshing_version is not null;
