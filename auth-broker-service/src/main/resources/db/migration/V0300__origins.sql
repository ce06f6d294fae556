-- Where a provider's secrets may be sent. Origins are JSON, without any secret.

-- Providers that were found elsewhere than where their secrets are bound to.
create table origin_move (
    provider                text        not null,
    -- What was bound; 'null' where it was stored without an origin.
    known                   text        not null,
    present                 text        not null,
    found_at                timestamptz not null,
    primary key (provider, known, present)
);

-- What an operator allowed.
create table origin_confirmation (
    provider                text        not null,
    origin                  text        not null,
    confirmed_at            timestamptz not null,
    confirmed_by            text        not null,
    primary key (provider, origin)
);
