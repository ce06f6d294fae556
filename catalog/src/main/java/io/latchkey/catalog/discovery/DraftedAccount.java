package io.latchkey.catalog.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How OpenID Connect names the account: in the response of the userinfo endpoint, or in the ID token if there is no such
 * endpoint.
 *
 * @param userinfo the userinfo endpoint
 * @param label JSON pointer to the claim that users recognise
 * @param scopes that the claims need
 */
record DraftedAccount(Optional<String> userinfo, String label, List<String> scopes) {
    private static final String OPENID = "openid";

    /** A claim for the label, and the scope that returns it. */
    private record Claim(String name, String scope) {
        boolean isOffered(Metadata metadata) {
            return metadata.mayHave("claims_supported", name) && metadata.mayHave("scopes_supported", scope);
        }
    }

    private static final List<Claim> LABELS = List.of(
            new Claim("email", "email"), new Claim("preferred_username", "profile"), new Claim("name", "profile"));

    /** Empty if the server does not support OpenID Connect. */
    static Optional<DraftedAccount> of(Metadata metadata) {
        var userinfo = metadata.url("userinfo_endpoint");
        if (userinfo.isEmpty() && !issuesIdTokens(metadata)) {
            return Optional.empty();
        }
        var label = LABELS.stream().filter(claim -> claim.isOffered(metadata)).findFirst();
        var scopes = new ArrayList<String>();
        scopes.add(OPENID);
        label.map(Claim::scope).ifPresent(scopes::add);
        return Optional.of(
                new DraftedAccount(userinfo, "/" + label.map(Claim::name).orElse("sub"), scopes));
    }

    /** OpenID Connect Discovery 1.0, section 3, requires the first member. */
    private static boolean issuesIdTokens(Metadata metadata) {
        return metadata.texts("id_token_signing_alg_values_supported").isPresent()
                && metadata.mayHave("scopes_supported", OPENID);
    }
}
