package io.latchkey.broker.token;

import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Account;
import io.smallrye.mutiny.Uni;

/** Asks a provider whose account a grant is for. Fails with a {@link ProviderException}. */
public interface Identities {
    Uni<Account> of(Provider provider, OAuth2Tokens tokens);
}
