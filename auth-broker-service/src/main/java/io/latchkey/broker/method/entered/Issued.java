package io.latchkey.broker.method.entered;

import io.latchkey.broker.secret.IssuedToken;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider issued for entered values.
 *
 * @param scopes the granted ones; null if the provider does not list them, so that they are those that were requested
 */
public record Issued(IssuedToken token, @Nullable List<String> scopes) {}
