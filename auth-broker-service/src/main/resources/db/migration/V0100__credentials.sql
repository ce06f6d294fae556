-- What the broker knows about each connection's credential. Only Vault stores the secret itself.
create table credential (
    connection_id           uuid primary key,
    tenant                  text        not null,
    -- Empty if the connection was closed before the broker knew it.
    provider                text        not null default '',
    -- The ids of the clients that may fetch the credential; null: any client that may read credentials.
    credential_clients      text[],

    -- When an authorization first began. If the feed never contains the connection, the row is deleted some days later.
    expected_at             timestamptz not null default now(),

    -- The row follows the document in Vault.
    generation              integer     not null default 0,
    version                 bigint      not null default 0,
    -- The authentication method, by its id in the catalog.
    method                  text,
    -- The client that it was issued to, and the tenant that registered it, "_installation" or "_own" (the user).
    client_registrant       text,
    client_id               text,
    account_id              text,
    -- JSON: the values of the connection's parameters. No secrets.
    parameters              text        not null default '{}',
    -- Keyed hashes of the tokens. A revocation uses them to check whether another connection holds the same token.
    access_hash             text,
    refresh_hash            text,
    former_refresh_hashes   text[]      not null default '{}',
    former_refresh_spent_at bigint[]    not null default '{}',
    keep_alive_at           timestamptz,
    refused_version         bigint,
    refused_reason          text,

    -- Failed attempts to refresh this version.
    refresh_failures        integer     not null default 0,
    refresh_failing_since   timestamptz,
    refresh_retry_at        timestamptz,
    refresh_outcome         text,
    refresh_detail          text,
    refresh_rejections      integer     not null default 0,
    refresh_rejected_since  timestamptz,
    refresh_in_doubt_since  timestamptz,
    refresh_replay_until    timestamptz,
    -- When a refresh that the provider may have processed is next repeated or given up.
    settle_at               timestamptz,

    -- When a refresh last succeeded, and when a caller last forced one.
    refreshed_at            timestamptz,
    forced_at               timestamptz,

    -- The latest state in the public feed; it applies only to the same generation of the credential.
    feed_sequence           bigint      not null default 0,
    feed_generation         integer,
    feed_state              text,
    feed_reason             text,

    -- Deletion.
    closed_at               timestamptz,
    force_revocation        boolean     not null default false,
    -- Correlation id of the request that deleted the connection.
    deletion_correlation    text,
    due_at                  timestamptz,
    attempts                integer     not null default 0,
    refusals                integer     not null default 0,
    -- The result of the revocation; null until it is known.
    revoked_at_provider     text,
    revocation_reason       text,
    revoked_write_id        uuid,
    destroyed_at            timestamptz,
    -- Whether the feed has removed the connection. The row is deleted once no work on it is due.
    removed                 boolean     not null default false
);

create index credential_of_grant on credential (provider, client_id, account_id) where closed_at is null;
create index credential_of_access_token on credential (access_hash) where access_hash is not null and closed_at is null;
create index credential_of_refresh_token on credential (refresh_hash)
    where refresh_hash is not null and closed_at is null;
create index credential_of_former_token on credential using gin (former_refresh_hashes) where closed_at is null;
create index credential_never_created on credential (expected_at)
    where feed_sequence = 0 and generation = 0 and closed_at is null;
create index credential_of_client on credential (provider, client_registrant, client_id) where destroyed_at is null;
create index credential_due on credential (provider, due_at) where due_at is not null and closed_at is not null;
create index credential_keep_alive on credential (provider, keep_alive_at)
    where keep_alive_at is not null and closed_at is null;

create index credential_in_doubt on credential (provider, settle_at)
    where settle_at is not null and closed_at is null;
create index credential_refreshed on credential (provider, client_registrant, client_id, refreshed_at)
    where closed_at is null;

-- Clients whose refreshes fail at their provider. A row exists while the failures continue.
create table client_trouble (
    provider                text        not null,
    client_registrant       text        not null,
    client_id               text        not null,
    since                   timestamptz not null,
    -- The connection whose refresh failed last, and the number of consecutive failures. Repeated failures
    -- of the same connection count once.
    connection_id           uuid        not null,
    failures                integer     not null,
    outcome                 text        not null,
    detail                  text        not null,
    -- Null while there are too few failures to pause refreshes.
    paused_until            timestamptz,
    primary key (provider, client_registrant, client_id)
);

-- Credentials to revoke at their providers, encrypted by Vault's transit engine, until they are revoked or left there.
-- A row is kept after its connection and its authorization are deleted.
create table pending_revocation (
    id                      uuid primary key,
    connection_id           uuid        not null,
    tenant                  text        not null,
    -- The associated data of the ciphertext.
    authorization_id        uuid        not null,
    provider                text        not null,
    -- Null where the authentication method has no client.
    client_registrant       text,
    client_id               text,
    cause                   text        not null,
    -- The account whose grants a forced deletion revokes.
    forced_account_id       text,
    ciphertext              text        not null,
    kept_at                 timestamptz not null,
    -- Correlation id of the request or event that queued the credential; null: none did.
    correlation             text,
    -- Null: the deletion of the connection revokes it.
    due_at                  timestamptz,
    attempts                integer     not null default 0,
    refusals                integer     not null default 0
);

create index pending_revocation_of_connection on pending_revocation (connection_id);
create index pending_revocation_of_client on pending_revocation (provider, client_registrant, client_id);
create index pending_revocation_due on pending_revocation (provider, due_at) where due_at is not null;

-- The revocations of the last hour, by lease key. An exchange that ran at the same time tests its tokens again.
create table sent_revocation (
    lease_key               text primary key,
    grant_key               text        not null,
    sent_at                 timestamptz not null
);

create index sent_revocation_of_grant on sent_revocation (grant_key, sent_at);
create index sent_revocation_by_time on sent_revocation (sent_at);

-- Which replica works on what. All times are the database's, because the clocks of replicas differ.
create table lease (
    key                     text primary key,
    owner                   uuid        not null,
    deadline                timestamptz not null,
    -- The holder has sent a refresh of this version and has not stored the response yet. The next holder of the lease
    -- repeats the refresh.
    refreshing_version      bigint,
    refresh_sent_at         timestamptz
);

create index lease_in_refresh on lease (deadline) where refreshing_version is not null;
