package io.latchkey.broker.secret;

import java.time.Instant;
import java.util.Objects;

/**
 * A user name and a password. The name is secret too: some providers use e-mail addresses or account numbers.
 *
 * @param obtainedAt when they were entered
 */
public record BasicLogin(Secret username, Secret password, Instant obtainedAt) implements EnteredMaterial {
    public BasicLogin {
        Objects.requireNonNull(username, "username");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(obtainedAt, "obtainedAt");
    }

    @Override
    public String type() {
        return "basic";
    }
}
