-- One row per authorization. One-time tokens are hashed; Vault's transit engine creates the ciphertexts.
create table authorization_attempt (
    id                      uuid primary key,
    connection_id           uuid        not null,
    tenant                  text        not null,
    principal_issuer        text        not null,
    principal_subject       text        not null,
    principal_client        text        not null,
    connection_name         text,
    provider                text        not null,
    -- The authentication method, by its id in the catalog.
    method                  text        not null,
    modules                 text[]      not null,
    permissions             text[]      not null,
    return_url              text        not null,
    caller_state            text,
    code_challenge          text,
    account_change_allowed  boolean     not null,
    -- Whether the user enters the client at the provider, which serves only this connection.
    own_client              boolean     not null default false,
    -- JSON: the values of the connection's parameters that the request names or that are known. No secrets.
    parameters              text        not null default '{}',
    -- The connection's generation when the authorization began; if it changes, the authorization is superseded.
    base_generation         integer     not null,
    status                  text        not null,
    -- Why it ended without success; null also if it expired and nothing was held.
    failure                 text,
    created_at              timestamptz not null,
    ended_at                timestamptz,

    link_hash               bytea       not null,
    link_expires_at         timestamptz not null,

    -- The last press of Continue.
    flow_id                 uuid,
    flow_state_hash         bytea,
    flow_browser_hash       bytea,
    -- A hash of the code that completes the authorization after the consent of this flow.
    flow_code_hash          bytea,
    flow_client_registrant  text,
    flow_client_id          text,
    -- What the authentication method needs to process the authorization response, encrypted.
    flow_kept               text,
    flow_expires_at         timestamptz,
    flow_consumed_at        timestamptz,
    -- How often the provider has refused the values that the user entered.
    flow_refusals           integer,
    -- A hash of the accepted authorization response, keyed with the secret of the bound browser.
    flow_response_hash      bytea,
    -- When the provider is polled next, with which pause (in seconds), and how many polls in succession had no response.
    -- Null if a browser returns with the response.
    flow_poll_due_at        timestamptz,
    flow_poll_interval      integer,
    flow_poll_failures      integer,
    -- JSON: the values of parameters, with those that the person entered.
    flow_parameters         text,

    -- The obtained credential, encrypted, until completion or until it is queued for revocation; the account once it is
    -- known.
    held_credential         text,
    account_id              text,
    access_hash             text,
    refresh_hash            text,
    code_hash               bytea,
    code_expires_at         timestamptz,
    forget_due_at           timestamptz,
    forget_attempts         integer     not null default 0,

    -- The response to a repeated completion request.
    completed_fact          text
);

create unique index authorization_of_link on authorization_attempt (link_hash);
create unique index authorization_of_state on authorization_attempt (flow_state_hash);
create index authorization_with_credential on authorization_attempt (provider, flow_client_id, account_id)
    where held_credential is not null;
create index authorization_of_access_token on authorization_attempt (access_hash)
    where held_credential is not null and access_hash is not null;
create index authorization_of_refresh_token on authorization_attempt (refresh_hash)
    where held_credential is not null and refresh_hash is not null;
create index authorization_of_connection on authorization_attempt (connection_id);
create index authorization_to_forget on authorization_attempt (provider, forget_due_at)
    where held_credential is not null and forget_due_at is not null;
create index authorization_to_poll on authorization_attempt (provider, flow_poll_due_at)
    where status = 'STARTED' and flow_poll_due_at is not null;
create index authorization_open on authorization_attempt (link_expires_at) where ended_at is null;
create index authorization_of_client on authorization_attempt (provider, flow_client_registrant, flow_client_id)
    where ended_at is null;
create index authorization_ended on authorization_attempt (ended_at) where ended_at is not null;
